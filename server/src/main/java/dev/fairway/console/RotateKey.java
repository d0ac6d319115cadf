package dev.fairway.console;

import dev.fairway.access.KeyRotation;
import dev.fairway.access.KeyRotation.Key;
import dev.fairway.shared.PlatformException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Seals everything with another key. The next key is on the disk before anything is sealed with it, and it takes the place
 * of the old one only after the commit: after a crash at any point, doing it again finishes it.
 */
record RotateKey(Connection connection, KeyFile kept, GivenKeys given) {

    String run() throws IOException, SQLException {
        return given.any() ? toGivenKey() : toFreshKey();
    }

    private String toGivenKey() throws SQLException {
        if (given.next().isEmpty()) {
            throw new NotPossible("The key of this installation is FAIRWAY_SECRET_KEY: put another one, as"
                    + " `openssl rand -base64 32` prints it, into FAIRWAY_NEW_SECRET_KEY and run this again");
        }
        refuseWhileServed();
        int values =
                seal(new Key(given.current(), "FAIRWAY_SECRET_KEY"), new Key(given.next(), "FAIRWAY_NEW_SECRET_KEY"));
        return "%s. Set FAIRWAY_SECRET_KEY to what FAIRWAY_NEW_SECRET_KEY is now, on every node, and start Fairway"
                .formatted(sealed(values));
    }

    private String toFreshKey() throws IOException, SQLException {
        if (!kept.exists()) {
            throw new NotPossible("There is no key in %s; this installation was never started, or its key is in"
                            .formatted(kept.path())
                    + " FAIRWAY_SECRET_KEY, which is not set here");
        }
        KeyFile next = kept.next();
        boolean made = next.writeIfAbsent(Key.fresh().text() + "\n");
        try {
            refuseWhileServed();
            int values = seal(key(kept), key(next));
            next.replace(kept);
            return "%s, which is in %s".formatted(sealed(values), kept.path());
        } catch (PlatformException nothingChanged) {
            if (made) {
                next.delete();
            }
            throw nothingChanged;
        }
    }

    private int seal(Key from, Key to) {
        return new KeyRotation(DSL.using(connection, SQLDialect.POSTGRES)).run(from, to);
    }

    private static Key key(KeyFile file) throws IOException {
        return new Key(file.read(), file.path().toString());
    }

    private static String sealed(int values) {
        return "%,d values are sealed with the new key; access tokens given out before are not valid any more"
                .formatted(values);
    }

    /** A server goes on sealing with the key that it read at its start. */
    private void refuseWhileServed() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and application_name = 'fairway'")) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new NotPossible(
                        "Fairway is running on this database; stop it on every node, then run this again");
            }
        }
    }
}
