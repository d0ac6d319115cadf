package dev.fairway.resources.kubernetes;

import java.util.List;

/**
 * SQL for a new database: what members of its owning role make belongs to that role, not to the user who made it. Otherwise
 * nobody else could change it, and a user who made something could not be taken away.
 */
final class HandOver {

    private static final String FUNCTION = """
            create function public.fairway_hand_over() returns event_trigger language plpgsql as $body$
            declare made record;
            begin
              if current_user = '%1$s' or current_setting('is_superuser') = 'on' then return; end if;
              for made in select * from pg_event_trigger_ddl_commands()
                where not in_extension and (object_type <> 'sequence' or tg_tag = 'CREATE SEQUENCE')
                  and object_type in ('domain', 'function', 'materialized view', 'procedure', 'schema', 'sequence', 'table', 'type', 'view')
              loop
                execute format('alter %%s %%s owner to "%1$s"', made.object_type, made.object_identity);
              end loop;
            end $body$""";

    private static final String TRIGGER = """
            create event trigger fairway_hand_over on ddl_command_end
              when tag in ('CREATE DOMAIN', 'CREATE FUNCTION', 'CREATE MATERIALIZED VIEW', 'CREATE PROCEDURE', 'CREATE SCHEMA',
                'CREATE SEQUENCE', 'CREATE TABLE', 'CREATE TABLE AS', 'CREATE TYPE', 'CREATE VIEW', 'SELECT INTO')
              execute function public.fairway_hand_over()""";

    private HandOver() {}

    /** @param role whose name is letters, digits and underscores */
    static List<String> to(String role) {
        return List.of(FUNCTION.formatted(role), TRIGGER);
    }
}
