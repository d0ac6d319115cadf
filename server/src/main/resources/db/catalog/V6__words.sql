-- The words of all texts of an entity, also of those in lists and objects. A tsvector holds less than 1 MB.
create function catalog.words(properties jsonb) returns tsvector
    language sql immutable parallel safe
    return case when octet_length(properties::text) < 400000
                then jsonb_to_tsvector('simple', properties, '["string"]')
                else to_tsvector('simple', left(catalog.all_text(properties), 100000))
           end;

drop index catalog.entity_words;
create index entity_words on catalog.entity using gin (catalog.words(properties));
