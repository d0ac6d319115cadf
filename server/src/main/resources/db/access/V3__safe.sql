-- Texts that other modules keep for their own use and nobody reads: sealed with the installation's key, bound to the name.
create table access.safe (
    name            text primary key,
    value_encrypted bytea not null
);
