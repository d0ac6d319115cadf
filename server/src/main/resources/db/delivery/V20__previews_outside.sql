-- A preview of a change request at a host outside: how it is called there, where people read it, and when its host was asked
-- last how it stands.
alter table delivery.preview
    add column request_name text,
    add column request_url  text,
    add column asked_at     timestamptz;

create index preview_to_ask on delivery.preview (asked_at) where state = 'RUNNING' and request_url is not null;
