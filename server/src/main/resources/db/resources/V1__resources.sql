-- What can be asked for: specification, limits, naming and prices as data.
create table resources.resource_type (
    identifier text primary key,
    definition json not null,
    shipped    boolean not null,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null
);

-- Servers of the company that resources are made on. What is secret of them is in the safe, under server:<identifier>.
create table resources.server (
    identifier   text primary key,
    kind         text not null,
    title        text not null,
    environments text[] not null,
    region       text not null,
    settings     jsonb not null,
    state        text not null default 'UNKNOWN' check (state in ('UNKNOWN', 'REACHABLE', 'UNREACHABLE')),
    report       jsonb not null default '{}',
    checked_at   timestamptz,
    created_at   timestamptz not null,
    created_by   text not null,
    updated_at   timestamptz not null,
    updated_by   text not null
);

-- Passwords are in the safe, under resource:<id>:<user>.
create table resources.resource (
    id            text primary key,
    place         bigint generated always as identity unique,
    identifier    text not null,
    type          text not null,
    name          text not null,
    environment   text not null,
    team          text not null,
    service       text,
    server        text not null,
    kind          text not null,
    native_name   text not null,
    origin        text not null check (origin in ('MADE', 'ADOPTED')),
    specification jsonb not null,
    state         text not null check (state in ('CREATING', 'READY', 'CHANGING', 'FAILED', 'RETIRED', 'REMOVED')),
    reason        text,
    slot          text not null check (slot in ('a', 'b')),
    outputs       jsonb not null default '{}',
    observed      jsonb not null default '{}',
    observed_at   timestamptz,
    monthly       numeric(14, 4),
    currency      text,
    expires_at    timestamptz,
    remove_at     timestamptz,
    reminded_at   timestamptz,
    end_asked_at  timestamptz,
    created_at    timestamptz not null,
    created_by    text not null,
    updated_at    timestamptz not null,
    run           text not null
);
create unique index resource_there on resources.resource (identifier) where state <> 'REMOVED';
create unique index resource_native on resources.resource (server, kind, native_name) where state <> 'REMOVED';
create index resource_of_team on resources.resource (team, environment, type) where state <> 'REMOVED';
create index resource_by_observation on resources.resource (observed_at nulls first) where state in ('READY', 'CHANGING');
create index resource_by_expiry on resources.resource (expires_at) where expires_at is not null and state <> 'REMOVED';
create index resource_by_removal on resources.resource (remove_at) where state = 'RETIRED';

-- Users that somebody was given, of both slots. A user of the other slot ends some time after a rotation.
create table resources.login (
    resource_id text not null references resources.resource on delete cascade,
    user_name   text not null,
    role        text not null,
    slot        text not null check (slot in ('a', 'b')),
    issued_at   timestamptz not null,
    ends_at     timestamptz,
    primary key (resource_id, user_name)
);
create index login_by_end on resources.login (ends_at) where ends_at is not null;

-- Where the server does not say what the specification says.
create table resources.drift (
    resource_id text not null references resources.resource on delete cascade,
    field       text not null,
    wanted      jsonb not null,
    actual      jsonb not null,
    since       timestamptz not null,
    accepted_by text,
    accepted_reason text,
    primary key (resource_id, field)
);

-- Sizes and use over time.
create table resources.measure (
    resource_id text not null references resources.resource on delete cascade,
    metric      text not null,
    at          timestamptz not null,
    value       double precision not null,
    primary key (resource_id, metric, at)
);
create index measure_by_age on resources.measure (at);

-- What a unit of something costs a month from a day on.
create table resources.price (
    id         bigint generated always as identity primary key,
    item       text not null,
    region     text,
    amount     numeric(14, 6) not null check (amount >= 0),
    currency   text not null,
    unit       text not null,
    valid_from date not null,
    source     text not null,
    created_at timestamptz not null,
    created_by text not null
);
create unique index price_of on resources.price (item, coalesce(region, ''), valid_from);

-- What is on a connected server and nobody here made.
create table resources.finding (
    server      text not null references resources.server on delete cascade,
    kind        text not null,
    native_name text not null,
    details     jsonb not null,
    seen_at     timestamptz not null,
    primary key (server, kind, native_name)
);
