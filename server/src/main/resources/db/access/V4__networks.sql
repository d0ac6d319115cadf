-- Networks that may be called although they are not public, besides those the operator's setting names.
create table access.outbound_network (
    network  text primary key,
    reason   text not null,
    added_at timestamptz not null,
    added_by text not null
);
