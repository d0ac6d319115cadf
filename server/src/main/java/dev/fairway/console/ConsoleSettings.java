package dev.fairway.console;

import dev.fairway.postgres.DatabaseAddress;
import dev.fairway.postgres.PostgresServer;
import dev.fairway.postgres.PostgresSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * @param home FAIRWAY_HOME
 * @param external the database named by FAIRWAY_DATABASE_URL, by its JDBC URL; empty for the one in {@code home}
 * @param keys those that the environment gives
 */
public record ConsoleSettings(Path home, Optional<DatabaseAddress> external, GivenKeys keys) {

    public ConsoleSettings {
        home = home.toAbsolutePath().normalize();
    }

    /** @param environment the variables that the server knows, too */
    static ConsoleSettings of(Map<String, String> environment) {
        String url = environment.getOrDefault("FAIRWAY_DATABASE_URL", "");
        Optional<DatabaseAddress> external = url.isBlank()
                ? Optional.empty()
                : Optional.of(new DatabaseAddress(
                        url.startsWith("jdbc:") ? url : "jdbc:" + url,
                        environment.getOrDefault("FAIRWAY_DATABASE_USER", ""),
                        environment.getOrDefault("FAIRWAY_DATABASE_PASSWORD", "")));
        return new ConsoleSettings(
                Path.of(environment.getOrDefault("FAIRWAY_HOME", "data")), external, GivenKeys.of(environment));
    }

    KeyFile keyFile() {
        return new KeyFile(home.resolve("secret.key"));
    }

    PostgresSettings postgres() {
        return PostgresSettings.of(home);
    }

    void refuseWhileRunning() {
        if (external.isEmpty() && PostgresServer.running(postgres()).isPresent()) {
            throw new NotPossible("Fairway is running in %s; stop it before you restore into it".formatted(home));
        }
    }
}
