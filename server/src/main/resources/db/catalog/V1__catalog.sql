create extension if not exists pg_trgm with schema public;

create extension if not exists btree_gin with schema public;

-- A JSON value as a number, or null when it is none: what number rules compare and sort by.
create function catalog.as_number(value jsonb) returns numeric
    language sql immutable parallel safe
    return case when jsonb_typeof(value) = 'number' then value::numeric end;

-- ISO 8601 text as an instant, or null when it is none. UTC where the text names no zone.
create function catalog.as_instant(value text) returns timestamptz
    language plpgsql immutable parallel safe
    set timezone to 'UTC'
    as $$
    begin
        return value::timestamptz;
    exception when others then
        return null;
    end
    $$;

create table catalog.blueprint (
    id          int generated always as identity primary key,
    identifier  text not null unique,
    -- as text: the order of properties is the order in which they are shown
    definition  json not null,
    permissions jsonb not null,
    system      boolean not null default false,
    position    int generated always as identity,
    created_at  timestamptz not null,
    created_by  text not null,
    updated_at  timestamptz not null,
    updated_by  text not null
);

-- One row a relation of a blueprint, so that edges are small and a renamed relation costs one row.
create table catalog.relation (
    id           int generated always as identity primary key,
    blueprint_id int not null references catalog.blueprint,
    identifier   text not null,
    target_id    int not null references catalog.blueprint,
    unique (blueprint_id, identifier)
);
create index relation_by_target on catalog.relation (target_id);

-- Tells every node to read the blueprints again; heard by shared.Notices.
create function catalog.announce_blueprints() returns trigger language plpgsql as $$
    begin
        perform pg_notify('fairway', 'blueprints');
        return null;
    end
    $$;
create trigger announce after insert or delete or update on catalog.blueprint
    for each statement execute function catalog.announce_blueprints();
create trigger announce after insert or delete or update on catalog.relation
    for each statement execute function catalog.announce_blueprints();

create table catalog.entity (
    id           bigint generated always as identity primary key,
    blueprint_id int not null references catalog.blueprint,
    identifier   text not null,
    title        text,
    icon         text,
    team         text[] not null default '{}',
    properties   jsonb not null,
    -- jq results, recomputed in the transaction that changes what they read
    calculated   jsonb not null default '{}',
    version      int not null default 1,
    datasource   text not null,
    created_at   timestamptz not null,
    created_by   text not null,
    updated_at   timestamptz not null,
    updated_by   text not null,
    unique (blueprint_id, identifier)
);
create index entity_by_blueprint on catalog.entity (blueprint_id, id);
create index entity_by_title on catalog.entity (blueprint_id, lower(left(coalesce(title, identifier), 200)), id);
create index entity_by_update on catalog.entity (blueprint_id, updated_at, id);
create index entity_by_value on catalog.entity using gin (blueprint_id, properties jsonb_path_ops);
create index entity_by_team on catalog.entity using gin (team);
create index entity_by_datasource on catalog.entity (datasource text_pattern_ops, updated_at);
create index entity_text on catalog.entity using gin ((coalesce(title, '') || ' ' || identifier) public.gin_trgm_ops);

-- Without foreign keys, which check each of a thousand edges by itself and are half of a bulk write: what writes edges
-- locks their targets in the same statement, and the triggers below take the edges of what is deleted along.
create table catalog.edge (
    source_id   bigint not null,
    relation_id int not null,
    target_id   bigint not null,
    position    int not null,
    primary key (source_id, relation_id, target_id)
);
create index edge_by_target on catalog.edge (target_id, relation_id, source_id);

create function catalog.delete_edges_of_entities() returns trigger language plpgsql as $$
    begin
        delete from catalog.edge where source_id in (select id from old_rows);
        delete from catalog.edge where target_id in (select id from old_rows);
        return null;
    end
    $$;
create trigger delete_edges after delete on catalog.entity
    referencing old table as old_rows for each statement execute function catalog.delete_edges_of_entities();

create function catalog.delete_edges_of_relations() returns trigger language plpgsql as $$
    begin
        delete from catalog.edge where relation_id in (select id from old_rows);
        return null;
    end
    $$;
create trigger delete_edges after delete on catalog.relation
    referencing old table as old_rows for each statement execute function catalog.delete_edges_of_relations();

-- The entity part of the audit log, the change feed and what a deletion is undone from; append only.
create table catalog.entity_change (
    id          bigint generated always as identity primary key,
    tx          xid8 not null default pg_current_xact_id(),
    at          timestamptz not null,
    action      text not null check (action in ('CREATE', 'UPDATE', 'DELETE')),
    blueprint   text not null,
    identifier  text not null,
    actor       text not null,
    origin      text not null,
    trace_id    text not null,
    run_id      text,
    before      jsonb,
    after       jsonb,
    incoming    jsonb
);
create index entity_change_of_entity on catalog.entity_change (blueprint, identifier, id desc);
create index entity_change_by_time on catalog.entity_change (at desc, id desc);

create table catalog.page (
    identifier  text primary key,
    type        text not null,
    blueprint   text,
    owner       text,
    definition  json not null,
    permissions jsonb not null default '{"read": {"users": [], "roles": ["Admin", "Member"], "teams": []}}',
    position    bigint generated always as identity,
    created_at  timestamptz not null,
    created_by  text not null,
    updated_at  timestamptz not null,
    updated_by  text not null
);
create index page_by_blueprint on catalog.page (blueprint);

create table catalog.folder (
    identifier text primary key,
    title      text not null,
    parent     text,
    after      text,
    position   bigint generated always as identity
);

create table catalog.migration (
    id               text primary key,
    actor            text not null,
    source_blueprint text not null,
    status           text not null,
    delete_blueprint boolean not null,
    success_count    bigint not null default 0,
    failure_count    bigint not null default 0,
    failure          text,
    created_at       timestamptz not null,
    updated_at       timestamptz not null
);
