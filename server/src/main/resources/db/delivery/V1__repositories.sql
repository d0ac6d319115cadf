-- Git repositories. The content of one is in the folder git/<id>.git of Fairway's home, so that names are never paths.
create table delivery.repository (
    id                 text primary key,
    place              bigint generated always as identity unique,
    owner              text not null,
    name               text not null,
    description        text not null,
    default_branch     text not null,
    protected          boolean not null,
    required_approvals int not null check (required_approvals between 0 and 10),
    stale_approvals    boolean not null,
    required_checks    text[] not null,
    bytes              bigint not null default 0,
    pushed_at          timestamptz,
    tidied_at          timestamptz,
    creation_key       text unique,
    last_number        int not null default 0,
    created_at         timestamptz not null,
    created_by         text not null,
    updated_at         timestamptz not null,
    unique (owner, name)
);

-- Who may write beside the owner team.
create table delivery.repository_grant (
    repository_id text not null references delivery.repository on delete cascade,
    kind          text not null check (kind in ('TEAM', 'USER')),
    name          text not null,
    level         text not null check (level in ('WRITE', 'MAINTAIN')),
    primary key (repository_id, kind, name)
);

-- Where each branch and tag was when its last movement was told, so that every movement is told once.
create table delivery.ref_seen (
    repository_id text not null references delivery.repository on delete cascade,
    ref           text not null,
    commit        text not null,
    primary key (repository_id, ref)
);
