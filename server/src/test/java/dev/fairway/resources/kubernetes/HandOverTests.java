package dev.fairway.resources.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.postgres.TestPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class HandOverTests {

    @Test
    void givesWhatAUserMakesToTheOwningRole() throws SQLException {
        String url = TestPostgres.freshDatabase();
        String database = URI.create(url.substring("jdbc:".length())).getPath().substring(1);
        try (Connection administrator = DriverManager.getConnection(url, TestPostgres.user(), TestPostgres.password());
                Statement statement = administrator.createStatement()) {
            statement.execute("create role hand_over_owner");
            statement.execute("alter database %s owner to hand_over_owner".formatted(database));
            statement.execute("alter schema public owner to hand_over_owner");
            for (String sql : HandOver.to("hand_over_owner")) {
                statement.execute(sql);
            }
            statement.execute("create role hand_over_user login password 'x' in role hand_over_owner");
            statement.execute(
                    "create role hand_over_writer login password 'x' in role pg_read_all_data, pg_write_all_data");
            as(url, "hand_over_user", """
                    create table entry (id serial primary key, amount int);
                    create view total as select sum(amount) from entry;
                    create table copied as select * from entry;
                    create function twice(int) returns int language sql as 'select $1 * 2';
                    create sequence counter; create type colour as enum ('red'); create domain percent as int;
                    create schema other; create table other.thing (id int generated always as identity);
                    create index on entry (amount)""");
            as(url, "hand_over_writer", "insert into entry (amount) values (1); select * from total");

            statement.execute("drop role hand_over_user");

            try (ResultSet owners = statement.executeQuery("""
                    select string_agg(distinct pg_get_userbyid(relowner), ',') from pg_class
                    where relnamespace in ('public'::regnamespace, 'other'::regnamespace)""")) {
                assertThat(owners.next()).isTrue();
                assertThat(owners.getString(1)).isEqualTo("hand_over_owner");
            }
        }
    }

    private static void as(String url, String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "x");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
