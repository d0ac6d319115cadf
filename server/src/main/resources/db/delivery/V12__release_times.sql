-- What was released when, over all services.
create index release_by_time on delivery.release (created_at, id);
