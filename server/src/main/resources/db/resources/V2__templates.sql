-- How a resource is made, as its type said when it was made or changed last. What the type says later holds at its next change.
alter table resources.resource add column template jsonb not null default '{}';
