-- Final dumps of resources that were deleted, begun before a byte of them is written. Each is a file in the folder dumps of the
-- node that took it; its key is in the safe, under dump:<id>, once the file is whole.
create table resources.dump (
    id            text primary key,
    place         bigint generated always as identity unique,
    resource_id   text not null unique,
    identifier    text not null,
    type          text not null,
    kind          text not null,
    name          text not null,
    environment   text not null,
    team          text not null,
    service       text,
    specification jsonb not null,
    node          text not null,
    bytes         bigint,
    taken_at      timestamptz,
    expires_at    timestamptz not null,
    check ((bytes is null) = (taken_at is null))
);
create index dump_by_expiry on resources.dump (expires_at);
create index dump_of_team on resources.dump (team, place) where taken_at is not null;

-- Whether whoever deleted it saw that no final dump is taken; and the dump that it is filled from before anybody gets in.
alter table resources.resource add column without_dump boolean not null default false;
alter table resources.resource add column restores text;

-- Whoever deleted these was promised none.
update resources.resource set without_dump = true where state = 'RETIRED';
