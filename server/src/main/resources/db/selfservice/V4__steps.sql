-- Several steps in an order, written as nodes and connections. The definition is what was written.
create table selfservice.workflow (
    id         int generated always as identity primary key,
    identifier text not null unique,
    version    int not null,
    definition json not null,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null
);
create table selfservice.workflow_version (
    workflow_id int not null references selfservice.workflow on delete cascade,
    version     int not null,
    definition  json not null,
    author      text not null,
    at          timestamptz not null,
    primary key (workflow_id, version)
);

-- What a run is carried out by. The only step of an action has the id of its run.
create table selfservice.step (
    id              text primary key,
    -- the order in which they began
    place           bigint not null generated always as identity unique,
    run_id          text not null references selfservice.run on delete cascade,
    -- its identifier in the workflow
    node            text not null,
    -- BACK undoes what the node did, as a later one failed
    direction       text not null check (direction in ('FORWARD', 'BACK')),
    -- DUE: to be carried out from due_at on. SENT: it may have had its effect, what came of it is not known yet.
    -- OPEN: somebody outside, a person or the clock ends it. UNKNOWN: a person has to look whether it had its effect.
    state           text not null check (state in ('DUE', 'SENT', 'OPEN', 'UNKNOWN', 'ENDED')),
    result          text check (result in ('SUCCESS', 'FAILED', 'CANCELLED')),
    -- whether it had its effect, or may have had it
    happened        boolean not null default false,
    -- counts from 1
    attempt         int not null default 1,
    due_at          timestamptz not null,
    -- when an open one ends by itself
    deadline        timestamptz,
    -- the way that it goes on, where it has several
    outlet          text,
    -- what was sent and what came of it, without secrets
    payload         json,
    output          json,
    message         text,
    external_run_id text,
    links           json,
    -- an integration or an agent that fetches it and carries it out: whose it is, until when a claim holds, who took it
    installation    text,
    claimed_until   timestamptz,
    acked_at        timestamptz,
    acked_by        text,
    begun_at        timestamptz not null,
    updated_at      timestamptz not null,
    ended_at        timestamptz,
    unique (run_id, node, direction),
    check ((state = 'ENDED') = (result is not null))
);
create index step_to_claim on selfservice.step (installation, place)
    where installation is not null and acked_at is null and state = 'OPEN';
create index step_by_external_id on selfservice.step (external_run_id) where external_run_id is not null;

insert into selfservice.step (id, run_id, node, direction, state, result, happened, due_at, payload, output, installation,
        claimed_until, acked_at, acked_by, begun_at, updated_at, ended_at)
    select id, id, 'action', 'FORWARD',
        case when ended_at is not null then 'ENDED' when effect = 'SENT' then 'SENT' else 'OPEN' end,
        case when ended_at is null then null when status = 'SUCCESS' then 'SUCCESS' when status = 'FAILURE' then 'FAILED'
            else 'CANCELLED' end,
        effect <> 'NONE', coalesce(begun_at, created_at), payload, response, installation, claimed_until, acked_at, acked_by,
        coalesce(begun_at, created_at), updated_at, ended_at
    from selfservice.run
    where (begun_at is not null or effect <> 'NONE') and status in ('IN_PROGRESS', 'SUCCESS', 'FAILURE')
    order by place;
alter table selfservice.run
    drop column payload, drop column response, drop column effect, drop column installation,
    drop column claimed_until, drop column acked_at, drop column acked_by;

-- Why it ends before its last step: it is being undone then. What it calls is either one invocation, or the nodes and
-- connections of a workflow as they were when it was asked for.
alter table selfservice.run
    add column ending    text check (ending in ('FAILED', 'CANCELLED')),
    add column ending_reason text,
    -- the step of another run that asked for this one and waits for its end
    add column parent    text;
create index run_of_parent on selfservice.run (parent) where parent is not null;

-- What a line of the log is about, and how bad it is.
alter table selfservice.run_log
    add column node  text,
    add column level text not null default 'INFO' check (level in ('DEBUG', 'INFO', 'WARN', 'ERROR'));

-- What people answered where a step asks them.
create table selfservice.step_answer (
    step_id text not null references selfservice.step on delete cascade,
    person  text not null,
    button  text not null,
    inputs  json not null,
    at      timestamptz not null,
    primary key (step_id, person)
);
-- Whom an open step asks.
create table selfservice.step_asked (
    step_id text not null references selfservice.step on delete cascade,
    kind    text not null check (kind in ('USER', 'ROLE', 'TEAM')),
    name    text not null,
    primary key (step_id, kind, name)
);
create index step_asked_by_name on selfservice.step_asked (kind, name, step_id);
