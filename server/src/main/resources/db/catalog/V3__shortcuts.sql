-- What was made in the background because people asked for it: indexes over one property of one blueprint, and tallies.
-- Unlogged, like the tallies: both are empty after a crash and in a restored backup, and made again when they are wanted.
create unlogged table catalog.shortcut (
    blueprint_id int not null references catalog.blueprint on delete cascade,
    kind         text not null check (kind in ('ORDER', 'TEXT', 'TALLY')),
    -- ORDER: the SQL expression; TALLY: the property, or nothing for the number of entities
    subject      text not null,
    -- of the index
    name         text not null,
    made_at      timestamptz not null default now(),
    primary key (blueprint_id, kind, subject)
);

create function catalog.announce_shortcuts() returns trigger language plpgsql as $$
    begin
        perform pg_notify('fairway', 'shortcuts');
        return null;
    end
    $$;
create trigger announce after insert or delete or update on catalog.shortcut
    for each statement execute function catalog.announce_shortcuts();

-- All texts of an entity's properties, a line each: what one trigram index can look through.
create function catalog.all_text(properties jsonb) returns text
    language sql immutable parallel safe
    return (select string_agg(value #>> '{}', E'\n') from jsonb_each(properties) where jsonb_typeof(value) = 'string');

-- What the search over everything looks through: how names begin, and the words of texts.
create index entity_identifier_begins on catalog.entity (lower(identifier) text_pattern_ops);
create index entity_title_begins on catalog.entity (lower(left(title, 200)) text_pattern_ops);
create index entity_words on catalog.entity
    using gin (to_tsvector('simple', left(catalog.all_text(properties), 100000)));

-- How many entities of a blueprint have a value: the sum of all rows for it. Writers only ever add rows, so that they
-- do not wait for each other; rows are added up in the background.
create unlogged table catalog.tally (
    blueprint_id int not null references catalog.blueprint on delete cascade,
    property     text not null,
    value        jsonb,
    count        bigint not null
);
create index tally_of_property on catalog.tally (blueprint_id, property);

create function catalog.tally_inserted() returns trigger language plpgsql as $$
    begin
        insert into catalog.tally (blueprint_id, property, value, count)
        select s.blueprint_id, s.subject, nullif(n.properties -> s.subject, 'null'), count(*)
        from new_rows n
        join catalog.shortcut s on s.blueprint_id = n.blueprint_id and s.kind = 'TALLY'
        where s.subject = '' or n.properties -> s.subject <> 'null'
        group by 1, 2, 3;
        return null;
    end
    $$;

create function catalog.tally_deleted() returns trigger language plpgsql as $$
    begin
        insert into catalog.tally (blueprint_id, property, value, count)
        select s.blueprint_id, s.subject, nullif(o.properties -> s.subject, 'null'), -count(*)
        from old_rows o
        join catalog.shortcut s on s.blueprint_id = o.blueprint_id and s.kind = 'TALLY'
        where s.subject = '' or o.properties -> s.subject <> 'null'
        group by 1, 2, 3;
        return null;
    end
    $$;

create function catalog.tally_updated() returns trigger language plpgsql as $$
    begin
        insert into catalog.tally (blueprint_id, property, value, count)
        select c.blueprint_id, c.subject, c.value, sum(c.step)
        from (
            select s.blueprint_id, s.subject, v.value, v.step
            from new_rows n
            join old_rows o on o.id = n.id
            join catalog.shortcut s on s.blueprint_id = n.blueprint_id and s.kind = 'TALLY' and s.subject <> ''
            cross join lateral (values (o.properties -> s.subject, -1), (n.properties -> s.subject, 1)) v(value, step)
            where o.properties -> s.subject is distinct from n.properties -> s.subject
        ) c
        where c.value <> 'null'
        group by 1, 2, 3
        having sum(c.step) <> 0;
        return null;
    end
    $$;

create trigger tally_inserted after insert on catalog.entity
    referencing new table as new_rows for each statement execute function catalog.tally_inserted();
create trigger tally_deleted after delete on catalog.entity
    referencing old table as old_rows for each statement execute function catalog.tally_deleted();
create trigger tally_updated after update on catalog.entity
    referencing old table as old_rows new table as new_rows
    for each statement execute function catalog.tally_updated();
