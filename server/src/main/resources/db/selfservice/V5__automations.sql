-- How far the changes of the catalog were looked at for what follows from them, and up to when timers and schedules were.
create table selfservice.automation_cursor (
    name  text primary key,
    place bigint not null
);

-- What happened that something follows from, and whether it did. One row for each event and automation.
create table selfservice.firing (
    id         bigint primary key generated always as identity,
    automation text not null,
    -- the event, the same however often it is looked at
    key        text not null,
    event      json not null,
    -- automations that led to it, in their order
    chain      text[] not null default '{}',
    blueprint  text,
    entity     text,
    -- DUE: not decided yet. FIRED: a run began. SKIPPED: its condition did not hold. STOPPED: it goes round in circles.
    -- DENIED: a rule forbids it. FAILED: it cannot begin.
    state      text not null check (state in ('DUE', 'FIRED', 'SKIPPED', 'STOPPED', 'DENIED', 'FAILED')),
    reason     text,
    run_id     text,
    at         timestamptz not null,
    unique (automation, key)
);
create index firing_by_automation on selfservice.firing (automation, id desc);
create index firing_by_time on selfservice.firing (at);

-- When a schedule comes next.
create table selfservice.schedule (
    automation text primary key,
    -- cron and time zone as they were written
    written    text not null,
    next_at    timestamptz not null
);

-- Automations that led to a run, in their order.
alter table selfservice.run add column chain text[] not null default '{}';

-- Tells every node to read the automations again; heard by shared.Notices.
create function selfservice.announce_automation() returns trigger language plpgsql as $$
    begin
        perform pg_notify('fairway', 'automation');
        return null;
    end
    $$;
create trigger announce after insert or delete or update on selfservice.action
    for each statement execute function selfservice.announce_automation();
create trigger announce after insert or delete or update on selfservice.workflow
    for each statement execute function selfservice.announce_automation();
