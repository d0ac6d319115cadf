-- Times in which nothing is released to an environment: once (from_at, until_at), or every week by the clocks of a zone.
create table delivery.freeze (
    id          text primary key,
    environment text not null references delivery.environment on delete cascade,
    name        text not null,
    reason      text not null,
    zone        text not null,
    from_at     timestamptz,
    until_at    timestamptz,
    from_day    text,
    from_time   time,
    until_day   text,
    until_time  time,
    created_by  text not null,
    created_at  timestamptz not null,
    check ((from_at is null) <> (from_day is null))
);

create index freeze_of_environment on delivery.freeze (environment);
