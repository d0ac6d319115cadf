-- What tests of a commit came to, each name once.
create table delivery.test_report (
    repository_id text not null references delivery.repository on delete cascade,
    commit        text not null,
    name          text not null,
    report        jsonb not null,
    reported_by   text not null,
    reported_at   timestamptz not null,
    primary key (repository_id, commit, name)
);

create index test_report_by_age on delivery.test_report (reported_at);
