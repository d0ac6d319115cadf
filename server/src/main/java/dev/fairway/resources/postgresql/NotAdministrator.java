package dev.fairway.resources.postgresql;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** The user that Fairway was given cannot make databases and roles. */
class NotAdministrator extends PlatformException {

    NotAdministrator(String server, String user) {
        super(
                "not_administrator",
                Fault.CALLER,
                422,
                "\"%s\" may not make databases and roles on %s; give it CREATEDB and CREATEROLE"
                        .formatted(user, server),
                Map.of("server", server, "user", user));
    }
}
