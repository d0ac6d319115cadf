-- What db-scheduler works by; it owns the columns. A picked row is worked on by a node; when its heartbeat stops for a few
-- seconds, another node takes it up.
create table shared.scheduled_task (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    primary key (task_name, task_instance)
);
create index scheduled_task_by_time on shared.scheduled_task (execution_time);
create index scheduled_task_by_heartbeat on shared.scheduled_task (last_heartbeat);

-- What people see of background jobs.
create table shared.job (
    id         bigint generated always as identity primary key,
    -- of a recurring one its own, of a one-off one the id of what it works on
    name       text not null unique,
    kind       text not null,
    recurring  boolean not null,
    purpose    text not null,
    asked_by   text,
    asked_at   timestamptz not null,
    done       bigint,
    total      bigint,
    -- the last run, and how it ended
    started_at timestamptz,
    ended_at   timestamptz,
    failed     boolean not null default false,
    report     text,
    -- the last run that failed
    error      text,
    failed_at  timestamptz,
    failures   int not null default 0
);
create index job_in_order on shared.job (recurring desc, id desc);
