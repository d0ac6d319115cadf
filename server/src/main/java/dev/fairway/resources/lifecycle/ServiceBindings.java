package dev.fairway.resources.lifecycle;

import dev.fairway.resources.Bindings;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.spi.Login;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Tells services how to reach their resources. */
@Component
class ServiceBindings implements Bindings {

    private static final Set<String> ALWAYS = Set.of("username", "password", "url");
    /** What a client calls its part of the server; the first one that there is counts. */
    private static final List<String> NAMES =
            List.of("name", "database", "bucket", "topic", "queue", "prefix", "domain");

    private static final Login NOBODY = new Login("", "", "");

    private final Resources resources;
    private final Logins logins;
    private final Provisioning provisioning;
    private final ApplicationEventPublisher events;

    ServiceBindings(Resources resources, Logins logins, Provisioning provisioning, ApplicationEventPublisher events) {
        this.resources = resources;
        this.logins = logins;
        this.provisioning = provisioning;
        this.events = events;
    }

    @Override
    public Optional<String> mark(Binding binding) {
        return resources.find(binding.identifier()).map(Resource::id);
    }

    @Override
    public Optional<String> hindrance(Binding binding, String team, Set<String> keys) {
        Resource resource = resources.find(binding.identifier()).orElse(null);
        if (resource == null) {
            return Optional.of("there is no resource %s; ask for it first".formatted(binding.identifier()));
        }
        if (!resource.wish().team().equals(team)) {
            return Optional.of("%s belongs to %s, and this service to %s; ask for one of your own"
                    .formatted(resource.identifier(), resource.wish().team(), team));
        }
        if (!isInUse(resource)) {
            return Optional.of("%s is %s; wait until it is ready"
                    .formatted(resource.identifier(), resource.standing().state()));
        }
        List<Logins.Issued> users = inUse(resource);
        if (!users.isEmpty() && users.stream().noneMatch(user -> user.role().equals(binding.role()))) {
            return Optional.of("%s has no role %s; there is %s"
                    .formatted(
                            resource.identifier(),
                            binding.role(),
                            String.join(
                                    ", ",
                                    users.stream().map(Logins.Issued::role).toList())));
        }
        return missing(resource, keys);
    }

    private static Optional<String> missing(Resource resource, Set<String> keys) {
        Set<String> known = new TreeSet<>(places(resource.standing().outputs()).keySet());
        known.addAll(ALWAYS);
        return keys.stream()
                .filter(key -> !known.contains(key))
                .findFirst()
                .map(key ->
                        "%s has no %s; there is %s".formatted(resource.identifier(), key, String.join(", ", known)));
    }

    private static boolean isInUse(Resource resource) {
        return resource.standing().state() == State.READY || resource.standing().state() == State.CHANGING;
    }

    private List<Logins.Issued> inUse(Resource resource) {
        return logins.of(resource).stream()
                .filter(login -> login.slot() == resource.standing().slot())
                .toList();
    }

    @Override
    @Transactional
    public Map<String, String> content(Binding binding, String reader) {
        Resource resource = resources.get(binding.identifier()).requireState(State.READY, State.CHANGING);
        List<Logins.Issued> users = inUse(resource);
        Login login = users.isEmpty()
                ? NOBODY
                : users.stream()
                        .filter(user -> user.role().equals(binding.role()))
                        .findFirst()
                        .map(logins::open)
                        .orElseThrow(() -> new NotFound("role", "role", binding.role()));
        Map<String, String> content = places(resource.standing().outputs());
        content.put("username", login.user());
        content.put("password", login.password());
        content.put("url", provisioning.url(resource, login));
        if (!users.isEmpty()) {
            events.publishEvent(new CredentialsRevealed(resource.identifier(), binding.role(), login.user(), reader));
        }
        return content;
    }

    private static Map<String, String> places(ObjectNode outputs) {
        Map<String, String> places = new LinkedHashMap<>();
        Json.fields(outputs).forEach((key, value) -> {
            if (value.isValueNode() && !value.isNull()) {
                places.put(key, value.asString());
            }
        });
        NAMES.stream()
                .filter(places::containsKey)
                .findFirst()
                .ifPresent(key -> places.putIfAbsent("name", places.get(key)));
        return places;
    }
}
