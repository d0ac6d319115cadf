-- Requests and what became of them. Everything that a run needs is in it: an action that changes or goes away leaves its
-- runs as they are.
create table selfservice.run (
    id              text primary key,
    -- the order in which they were asked for
    place           bigint not null generated always as identity unique,
    action          text not null,
    -- identifier, title, icon and operation as they were
    action_then     json not null,
    -- what is called, as it was written
    invocation      json not null,
    blueprint       text,
    entity          text,
    status          text not null check (status in ('WAITING_FOR_APPROVAL', 'IN_PROGRESS', 'SUCCESS', 'FAILURE', 'DECLINED')),
    -- whose approval is needed before it is carried out: NONE, ANY of those who may approve, or ALL of them
    approval        text not null check (approval in ('NONE', 'ANY', 'ALL')),
    status_label    text,
    summary         text,
    links           text[] not null default '{}',
    external_run_id text,
    source          text not null check (source in ('UI', 'API', 'AUTOMATION')),
    -- values of the form; what nobody may read again stands in it as stars and is in access.safe until the run has ended
    inputs          json not null,
    -- what was sent and what came back, without secrets
    payload         json,
    response        json,
    -- what is known of the effect outside: NONE, SENT (it may have happened), DONE
    effect          text not null check (effect in ('NONE', 'SENT', 'DONE')),
    created_at      timestamptz not null,
    created_by      text not null,
    -- who sent it on somebody's behalf
    impersonated_by text,
    updated_at      timestamptz not null,
    updated_by      text not null,
    ended_at        timestamptz
);
create index run_of_action on selfservice.run (action, place desc);
create index run_of_entity on selfservice.run (blueprint, entity, place desc) where entity is not null;
create index run_of_person on selfservice.run (created_by, place desc);
create index run_active on selfservice.run (place desc) where status in ('WAITING_FOR_APPROVAL', 'IN_PROGRESS');
create index run_by_external_id on selfservice.run (external_run_id) where external_run_id is not null;

create table selfservice.run_log (
    id         bigint primary key generated always as identity,
    run_id     text not null references selfservice.run on delete cascade,
    message    text not null,
    at         timestamptz not null,
    created_by text not null
);
create index run_log_of_run on selfservice.run_log (run_id, id);

-- Who approved or declined a run. Whether one is enough was decided when the run was asked for.
create table selfservice.approval (
    run_id   text not null references selfservice.run on delete cascade,
    approver text not null,
    approved boolean not null,
    comment  text,
    at       timestamptz not null,
    primary key (run_id, approver)
);
