-- Who decides on requests in whose place, while they are away.
create table selfservice.delegation (
    person   text primary key,
    delegate text not null,
    until    timestamptz not null
);
create index delegation_by_delegate on selfservice.delegation (delegate);

-- In whose place somebody decided, beside their own.
alter table selfservice.approval add column stands_for text[] not null default '{}';
