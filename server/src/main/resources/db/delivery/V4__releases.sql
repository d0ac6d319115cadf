-- Where services run. The token of a cluster is in access.safe.
create table delivery.environment (
    name          text primary key,
    title         text not null,
    position      int not null,
    promotes_from text references delivery.environment,
    cluster_url   text,
    certificate   text,
    namespace     text,
    updated_at    timestamptz not null default now(),
    updated_by    text not null default 'system'
);

insert into delivery.environment (name, title, position, promotes_from)
values ('development', 'Development', 1, null),
       ('staging', 'Staging', 2, 'development'),
       ('production', 'Production', 3, 'staging');

-- Services whose values are in platform/values.
create table delivery.service (
    name       text primary key,
    team       text not null,
    repository text,
    created_at timestamptz not null,
    created_by text not null
);

create index service_of_team on delivery.service (team, name);

-- What was brought to an environment, each once. manifests are as they were committed to platform/deployments.
create table delivery.release (
    id                 text primary key,
    service            text not null references delivery.service on delete cascade,
    environment        text not null references delivery.environment,
    number             int not null,
    kind               text not null,
    state              text not null,
    wanted             jsonb not null,
    values_commit      text not null,
    deployments_commit text,
    goes_back_to       int,
    message            text not null,
    replicas_wanted    int not null default 0,
    replicas_ready     int not null default 0,
    run_id             text,
    created_by         text not null,
    created_at         timestamptz not null,
    applied_at         timestamptz,
    deadline_at        timestamptz,
    ended_at           timestamptz,
    unique (service, environment, number)
);
