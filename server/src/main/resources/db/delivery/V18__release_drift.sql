-- How a live release was when it was looked at in its cluster last.
create table delivery.release_look (
    release_id      text primary key references delivery.release on delete cascade,
    looked_at       timestamptz not null,
    -- why it could not be looked at, or not at everything; null where it could
    complaint       text,
    health          text,
    message         text not null default '',
    replicas_wanted int not null default 0,
    replicas_ready  int not null default 0,
    unwell_since    timestamptz,
    unwell_told     boolean not null default false
);

-- Fields of its objects that are not as they were released.
create table delivery.release_drift (
    release_id text not null references delivery.release on delete cascade,
    object     text not null,
    field      text not null,
    wanted     jsonb not null,
    actual     jsonb not null,
    -- who set the field, as the API server knows them
    managers   text[] not null,
    since      timestamptz not null,
    primary key (release_id, object, field)
);
