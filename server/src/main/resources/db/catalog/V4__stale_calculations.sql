-- jq results that are not what they would be if they were worked out now; done before anything is filtered by them.
create table catalog.stale_calculation (
    id           bigint generated always as identity primary key,
    blueprint_id int not null references catalog.blueprint on delete cascade,
    -- nothing: all entities of the blueprint
    entity_id    bigint references catalog.entity on delete cascade,
    unique nulls not distinct (blueprint_id, entity_id)
);
create index stale_calculation_of_entity on catalog.stale_calculation (entity_id);
