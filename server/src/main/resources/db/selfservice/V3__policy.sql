-- What the platform team says about requests. The definition is what was written: scope, condition, effect and sentence.
create table selfservice.policy_rule (
    id         int generated always as identity primary key,
    identifier text not null unique,
    version    int not null,
    definition json not null,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null
);

-- Tells every node to read the rules again; heard by shared.Notices.
create function selfservice.announce_policy() returns trigger language plpgsql as $$
    begin
        perform pg_notify('fairway', 'policy');
        return null;
    end
    $$;
create trigger announce after insert or delete or update on selfservice.policy_rule
    for each statement execute function selfservice.announce_policy();

-- Every state of a rule that ever counted, with who wrote it and why.
create table selfservice.policy_rule_version (
    rule_id    int not null references selfservice.policy_rule on delete cascade,
    version    int not null,
    definition json not null,
    reason     text not null,
    author     text not null,
    at         timestamptz not null,
    primary key (rule_id, version)
);

-- What the rules saw of a request, without secrets, so that other rules can be tried on it; what they said of it; and
-- the team it is for.
alter table selfservice.run
    add column facts   json not null default '{}',
    add column verdict json not null default '{}',
    add column team    text;
create index run_of_team on selfservice.run (team, place desc) where team is not null;

-- One approval that a run needs: of how many, and who asked for it (a rule, or the action where it is null).
create table selfservice.demand (
    run_id text not null references selfservice.run on delete cascade,
    number int not null,
    title  text not null,
    rule   text,
    -- 0 for all of those who may
    needed int not null,
    primary key (run_id, number)
);
create table selfservice.demand_approver (
    run_id text not null,
    number int not null,
    kind   text not null check (kind in ('USER', 'ROLE', 'TEAM')),
    name   text not null,
    primary key (run_id, number, kind, name),
    foreign key (run_id, number) references selfservice.demand on delete cascade
);
create index demand_approver_by_name on selfservice.demand_approver (kind, name, run_id);

insert into selfservice.demand (run_id, number, title, needed)
    select id, 1, 'Approval', case approval when 'ALL' then 0 else 1 end
    from selfservice.run where approval <> 'NONE';
insert into selfservice.demand_approver (run_id, number, kind, name)
    select run_id, number, 'ROLE', 'Admin' from selfservice.demand;
alter table selfservice.run drop column approval;

-- The demands that an approval counts for.
alter table selfservice.approval add column counts_for int[] not null default '{}';

-- Runs that an integration or an agent fetches and carries out: whose they are, until when a claim holds, who took it.
alter table selfservice.run
    add column installation  text,
    add column claimed_until timestamptz,
    add column acked_at      timestamptz,
    add column acked_by      text;
create index run_to_claim on selfservice.run (installation, place)
    where installation is not null and acked_at is null and status = 'IN_PROGRESS';

-- When the last approval came, and when the work began: what the time of a request is made of.
alter table selfservice.run
    add column approved_at timestamptz,
    add column begun_at    timestamptz;
create index run_by_time on selfservice.run (created_at);
