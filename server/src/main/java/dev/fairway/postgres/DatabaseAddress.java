package dev.fairway.postgres;

/** Where a database is reached and by whom; the password never shows in {@code toString}. */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    static DatabaseAddress local(int port, String database, String password) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable".formatted(port, database),
                Cluster.USER,
                password);
    }

    @Override
    public String toString() {
        return "DatabaseAddress[jdbcUrl=%s, user=%s]".formatted(jdbcUrl, user);
    }
}
