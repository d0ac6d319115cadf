-- What builds made of commits, each name once. sbom is the text of the file that was sent.
create table delivery.build_report (
    repository_id text not null references delivery.repository on delete cascade,
    commit        text not null,
    name          text not null,
    place         bigint generated always as identity,
    image         text,
    tag           text,
    digest        text,
    report        jsonb not null,
    sbom          text,
    reported_by   text not null,
    reported_at   timestamptz not null,
    primary key (repository_id, commit, name)
);

create unique index build_report_by_place on delivery.build_report (repository_id, place);
create index build_report_of_image on delivery.build_report (repository_id, image, tag) where image is not null;
create index build_report_by_age on delivery.build_report (reported_at);
