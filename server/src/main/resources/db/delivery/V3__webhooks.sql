-- Who outside is told of a repository. The address is in the safe, under git-webhook:<id>.
create table delivery.webhook (
    id            uuid primary key,
    repository_id text not null references delivery.repository on delete cascade,
    host          text not null,
    events        text[] not null,
    created_at    timestamptz not null,
    created_by    text not null
);
create index webhook_of on delivery.webhook (repository_id);

create table delivery.hook_delivery (
    id         uuid primary key,
    place      bigint generated always as identity,
    webhook_id uuid not null references delivery.webhook on delete cascade,
    event      text not null,
    body       text not null,
    state      text not null check (state in ('WAITING', 'DELIVERED', 'FAILED')),
    attempts   int not null default 0,
    answer     text,
    created_at timestamptz not null,
    tried_at   timestamptz
);
create index hook_delivery_of on delivery.hook_delivery (webhook_id, place);
create index hook_delivery_by_age on delivery.hook_delivery (created_at);
