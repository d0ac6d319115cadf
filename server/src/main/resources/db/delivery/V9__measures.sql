-- When the source of a release was committed; null where its repository is not here.
alter table delivery.release add commit_at timestamptz;

create index release_by_end on delivery.release (environment, ended_at);
