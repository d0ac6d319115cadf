-- Links in messages that somebody decided with. Each is good for one decision of a person; its token is kept nowhere.
create table selfservice.approval_link_use (
    -- SHA-256 of the token
    fingerprint bytea not null,
    approver    text not null,
    run_id      text not null references selfservice.run (id) on delete cascade,
    at          timestamptz not null,
    primary key (fingerprint, approver)
);
create index approval_link_use_of_run on selfservice.approval_link_use (run_id);
