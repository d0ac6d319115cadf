-- What is done with a commit that was pushed. attempt counts who worked on it: what an earlier one writes is not taken any more.
create table delivery.pipeline_run (
    id            text primary key,
    place         bigint generated always as identity,
    repository_id text not null references delivery.repository on delete cascade,
    branch        text not null,
    commit        text not null,
    state         text not null check (state in ('QUEUED', 'RUNNING', 'SUCCESS', 'FAILURE', 'CANCELLED')),
    stages        jsonb not null,
    message       text not null,
    attempt       int not null default 0,
    process       text,
    is_cancelled  boolean not null default false,
    created_by    text not null,
    created_at    timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz
);

create index pipeline_run_of_repository on delivery.pipeline_run (repository_id, place);
create index pipeline_run_queued on delivery.pipeline_run (repository_id, branch) where state = 'QUEUED';
create index pipeline_run_by_age on delivery.pipeline_run (created_at);

-- What stages printed, in pieces of whole lines.
create table delivery.pipeline_log (
    run_id text not null references delivery.pipeline_run on delete cascade,
    place  bigint generated always as identity,
    stage  text not null,
    text   text not null,
    primary key (run_id, place)
);
