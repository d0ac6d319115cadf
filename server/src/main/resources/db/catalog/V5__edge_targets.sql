-- What an edge points to is called, beside its id: a page of entities with their relations is read along one index.
alter table catalog.edge add column target text;
update catalog.edge g set target = t.identifier from catalog.entity t where t.id = g.target_id;
alter table catalog.edge alter column target set not null;
alter table catalog.edge drop constraint edge_pkey;
alter table catalog.edge add primary key (source_id, relation_id, target_id) include (position, target);
