package dev.fairway.clusters;

import dev.fairway.shared.InvalidInput;
import java.util.regex.Pattern;

/**
 * What objects in a cluster belong to, such as one resource. Its objects carry a label, and it manages their fields under a
 * name of its own, so that two owners never share an object without the API server saying so.
 *
 * @param part of its fields that is applied for itself; empty for all others
 */
public record Owner(String id, String part) {

    /** The label that objects carry. */
    public static final String LABEL = "fairway.dev/owner";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    public Owner {
        if (!ID.matcher(id).matches()) {
            throw new InvalidInput("owner", "\"%.63s\" is no value of a label".formatted(id));
        }
    }

    public Owner(String id) {
        this(id, "");
    }

    /** The same owner for some fields only: applying them leaves its others as they are. */
    public Owner part(String name) {
        return new Owner(id, name);
    }

    /** The name that the API server knows it by. */
    String fieldManager() {
        return part.isEmpty() ? "fairway:" + id : "fairway:%s:%s".formatted(id, part);
    }

    Manifest label(Manifest manifest) {
        return manifest.labelled(LABEL, id);
    }
}
