-- How change requests are tried in an environment; preview_hours is null where they are not. An environment that is a preview
-- of another one is hidden from lists, and has the cluster and the values of that one.
alter table delivery.environment
    add column preview_of     text references delivery.environment,
    add column preview_domain text,
    add column preview_hours  int,
    add column preview_most   int;

-- Change requests that run by themselves for a while. The row stays when the environment of that name is gone.
create table delivery.preview (
    environment   text primary key,
    service       text not null references delivery.service on delete cascade,
    repository_id text not null,
    change        int not null,
    base          text not null,
    namespace     text not null,
    domain        text,
    state         text not null,
    message       text not null,
    created_by    text not null,
    created_at    timestamptz not null,
    ends_at       timestamptz not null,
    reminded      boolean not null default false,
    ended_at      timestamptz
);

create index preview_of_change on delivery.preview (repository_id, change);
create index preview_of_service on delivery.preview (service);
create index preview_by_end on delivery.preview (ends_at) where state = 'RUNNING';

-- Where the service was released to: an environment, or a preview of it.
alter table delivery.resource_use add column place text;
update delivery.resource_use set place = environment;
alter table delivery.resource_use alter column place set not null;
create index resource_use_of_place on delivery.resource_use (service, place);
