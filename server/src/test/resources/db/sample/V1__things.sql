create table sample.thing (
    id       bigint generated always as identity primary key,
    parent   bigint references sample.thing,
    name     text not null,
    content  bytea,
    shape    jsonb not null default '{}',
    name_key text generated always as (lower(name)) stored
);

create table sample.a_part (
    thing bigint not null references sample.thing,
    name  text not null
);

create function sample.refuse() returns trigger language plpgsql as $$ begin raise 'fired'; end $$;
create trigger refuse before insert on sample.a_part for each row when (new.name = 'fires') execute function sample.refuse();

insert into sample.thing (name) values ('made by the migration');
