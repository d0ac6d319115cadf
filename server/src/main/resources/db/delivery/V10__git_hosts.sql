-- Hosts of Git repositories outside of Fairway. Token and secret of webhooks are in the safe, under git-host:<name>:token and :secret.
create table delivery.git_host (
    name       text primary key,
    kind       text not null check (kind in ('GITHUB', 'GITLAB')),
    url        text not null,
    -- whom the token belongs to, as the host said last
    account    text,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null
);

-- Repositories there that Fairway works with, each for a team. foreign_id is the host's own and stays when it is renamed.
create table delivery.external_repository (
    id             text primary key,
    host           text not null references delivery.git_host on delete cascade,
    foreign_id     text not null,
    path           text not null,
    team           text not null,
    default_branch text not null,
    web_url        text not null,
    created_at     timestamptz not null,
    created_by     text not null,
    unique (host, foreign_id)
);
create index external_repository_in_order on delivery.external_repository (host, path, id);
create index external_repository_of_team on delivery.external_repository (team);

-- What hosts told by webhooks, each delivery once.
create table delivery.host_delivery (
    host        text not null references delivery.git_host on delete cascade,
    id          text not null,
    place       bigint generated always as identity,
    event       text not null,
    repository  text,
    outcome     text not null,
    received_at timestamptz not null,
    primary key (host, id)
);
create index host_delivery_in_order on delivery.host_delivery (host, place);
create index host_delivery_by_age on delivery.host_delivery (received_at);

-- Of repositories in either table; they go with the event that tells of the end of one.
alter table delivery.test_report drop constraint test_report_repository_id_fkey;
alter table delivery.golden_path_use drop constraint golden_path_use_repository_id_fkey;
