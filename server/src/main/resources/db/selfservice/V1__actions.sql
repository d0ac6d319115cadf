-- What people may ask for. The definition is kept as it was written, unknown keys and the order of keys included.
create table selfservice.action (
    id          int generated always as identity primary key,
    identifier  text not null unique,
    definition  json not null,
    -- what was said about who may execute and approve; {} where nothing was
    permissions jsonb not null,
    created_at  timestamptz not null,
    created_by  text not null,
    updated_at  timestamptz not null,
    updated_by  text not null
);
