-- A file on its way into the catalog. The request is kept until the import has ended, so that any node can go on with it.
create table catalog.import (
    id         text primary key,
    name       text not null,
    status     text not null check (status in ('PENDING', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED')),
    request    jsonb,
    actor      jsonb not null,
    total      int not null default 0,
    processed  int not null default 0,
    created    int not null default 0,
    updated    int not null default 0,
    unchanged  int not null default 0,
    refused    int not null default 0,
    errors     jsonb not null default '[]',
    started_at timestamptz not null,
    ended_at   timestamptz
);
create index import_by_start on catalog.import (started_at desc);
