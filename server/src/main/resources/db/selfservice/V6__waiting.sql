-- When those who have to approve a run were reminded last, and when administrators were told.
alter table selfservice.run
    add column reminded_at  timestamptz,
    add column escalated_at timestamptz,
    -- why it was carried out before it was approved; null when it was not
    add column urgent_reason text,
    -- who looked at an urgent one afterwards, and what they say
    add column reviewed_by   text,
    add column reviewed_at   timestamptz,
    add column review        text;
create index run_waiting on selfservice.run (created_at) where status = 'WAITING_FOR_APPROVAL';
create index run_ended on selfservice.run (ended_at) where ended_at is not null;
create index run_to_review on selfservice.run (place desc) where urgent_reason is not null and reviewed_by is null;
