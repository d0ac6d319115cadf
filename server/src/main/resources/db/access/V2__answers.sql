-- What requests with an Idempotency-Key were answered, so that they are answered again and not carried out again. A row is
-- written in the transaction of what it answers, and forgotten after a day.
create table access.answer (
    actor        text not null,
    key          text not null,
    -- of the route and the body
    fingerprint  bytea not null,
    at           timestamptz not null,
    status       int,
    content_type text,
    body         bytea,
    primary key (actor, key)
);
create index answer_by_time on access.answer (at);
