-- Which repository builds by which template: what its record says, held against platform/golden-paths.
create table delivery.golden_path_use (
    repository_id text primary key references delivery.repository on delete cascade,
    template      text,
    version       text,
    digest        text,
    arguments     jsonb not null default '{}',
    state         text not null check (state in ('CURRENT', 'BEHIND', 'UPDATE_OPEN', 'CONFLICT', 'BROKEN')),
    reason        text,
    clashes       jsonb not null default '[]',
    -- what was proposed last: version and digest of the template, the change request, and the commit that it was at
    target        text,
    update_number int,
    update_head   text,
    -- what somebody closed without merging
    declined      text,
    looked_at     timestamptz not null
);
create index golden_path_use_by_template on delivery.golden_path_use (template, state);
