package dev.fairway.resources;

import dev.fairway.shared.NotFound;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resources as services are bound to them. */
public interface Bindings {

    /**
     * One user of one resource.
     *
     * @param resource its name, without the environment
     * @param role of the user, such as {@code readwrite}; says nothing where the resource has no users
     */
    record Binding(String resource, String environment, String role) {

        /** As the resource is called in the catalog. */
        public String identifier() {
            return "%s@%s".formatted(resource, environment);
        }
    }

    /** Marks what belongs to the resource elsewhere, and never changes; empty where there is no such resource. */
    Optional<String> mark(Binding binding);

    /**
     * What keeps a service from a resource, as a sentence; empty where nothing does.
     *
     * @param team of the service
     * @param keys that the service reads of {@link #content}
     */
    Optional<String> hindrance(Binding binding, String team, Set<String> keys);

    /**
     * All that a client needs, by key: {@code username}, {@code password} and {@code url}, what the resource says of where it is,
     * such as {@code host} and {@code port}, and {@code name} for its database, bucket, topic or queue. The audit log says
     * who got it.
     *
     * @throws NotFound when there is no such resource or role
     */
    Map<String, String> content(Binding binding, String reader);
}
