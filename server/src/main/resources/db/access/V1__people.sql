create table access.organization (
    id          text primary key,
    name        text not null,
    settings    jsonb not null default '{}',
    announcement jsonb not null default '{"enabled": false}',
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    only_one    boolean not null default true unique check (only_one)
);

create table access.app_user (
    id              uuid primary key,
    email           text not null unique check (email = lower(email)),
    first_name      text not null default '',
    last_name       text not null default '',
    roles           text[] not null default '{Member}',
    status          text not null check (status in ('ACTIVE', 'INVITED', 'DISABLED')),
    password_hash   text not null,
    must_change_password boolean not null default false,
    locale          text not null default 'en',
    created_at      timestamptz not null,
    created_by      text not null,
    updated_at      timestamptz not null,
    updated_by      text not null,
    last_sign_in_at timestamptz
);

create table access.team (
    id          uuid primary key,
    name        text not null unique,
    description text,
    created_at  timestamptz not null,
    created_by  text not null,
    updated_at  timestamptz not null,
    updated_by  text not null
);

create table access.team_member (
    team_id uuid not null references access.team on delete cascade,
    user_id uuid not null references access.app_user on delete cascade,
    primary key (team_id, user_id)
);
create index team_member_by_user on access.team_member (user_id);

create table access.session (
    token_hash   bytea primary key,
    user_id      uuid not null references access.app_user on delete cascade,
    csrf_token   text not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null
);
create index session_by_user on access.session (user_id);
create index session_by_expiry on access.session (expires_at);

create table access.credential (
    client_id        text primary key,
    name             text not null,
    secret_encrypted bytea not null,
    role             text not null check (role in ('Admin', 'Member')),
    teams            text[] not null default '{}',
    created_at       timestamptz not null,
    created_by       text not null,
    last_used_at     timestamptz
);

create table access.personal_token (
    id           uuid primary key,
    user_id      uuid not null references access.app_user on delete cascade,
    name         text not null,
    token_hash   bytea not null unique,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz
);
create index personal_token_by_user on access.personal_token (user_id);

create table access.secret (
    name            text primary key,
    description     text,
    value_encrypted bytea not null,
    created_at      timestamptz not null,
    created_by      text not null,
    updated_at      timestamptz not null,
    updated_by      text not null
);

-- Failed sign-ins by e-mail and by address; old rows mean nothing and are swept.
create table access.sign_in_failure (
    subject       text primary key,
    failures      int not null,
    blocked_until timestamptz not null,
    last_at       timestamptz not null
);

-- Everything that changed outside the catalog, append only. Entity changes are in catalog.entity_change.
create table access.audit (
    id            bigint generated always as identity primary key,
    at            timestamptz not null,
    action        text not null check (action in ('CREATE', 'UPDATE', 'DELETE')),
    resource_type text not null,
    identifier    text not null,
    message       text not null,
    status        text not null check (status in ('SUCCESS', 'FAILURE')),
    actor         text not null,
    origin        text not null,
    trace_id      text not null,
    context       jsonb not null default '{}',
    before        jsonb,
    after         jsonb
);
create index audit_by_time on access.audit (at desc, id desc);
create index audit_by_resource on access.audit (resource_type, identifier, at desc);

-- Tells every node to forget what it knows of people and credentials; heard by shared.Notices.
create function access.announce() returns trigger language plpgsql as $$
    begin
        perform pg_notify('fairway', 'access');
        return null;
    end
    $$;
create trigger announce after insert or delete or update of email, first_name, last_name, roles, status
    on access.app_user for each statement execute function access.announce();
create trigger announce after insert or delete or update on access.team
    for each statement execute function access.announce();
create trigger announce after insert or delete or update on access.team_member
    for each statement execute function access.announce();
create trigger announce after insert or delete or update of name, role, teams on access.credential
    for each statement execute function access.announce();
