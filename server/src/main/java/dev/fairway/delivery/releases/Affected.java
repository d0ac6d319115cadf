package dev.fairway.delivery.releases;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which services a change of files in {@code platform/values} may change. */
@Component
class Affected {

    private static final int PAGE = 500;

    private final Releases releases;

    Affected(Releases releases) {
        this.releases = releases;
    }

    /** Names of services, some of which may not be there. What releases write changes nothing by itself. */
    Set<String> services(Collection<String> paths) {
        Set<String> services = new TreeSet<>();
        for (String path : paths) {
            String[] parts = path.split("/");
            if (path.endsWith("/release.yaml") || parts.length < 2) {
                continue;
            }
            switch (parts[0]) {
                case "organisation" -> addAll(null, services);
                case "teams" -> addAll(parts[1], services);
                case "services" -> services.add(parts[1]);
                default -> {}
            }
        }
        return services;
    }

    /** Where a service was released, or has files among those that changed. */
    Set<String> environments(String service, Collection<String> paths) {
        Set<String> environments = new TreeSet<>(releases.environments(service));
        paths.stream()
                .map(path -> path.split("/"))
                .filter(parts -> parts.length == 4 && parts[0].equals("services") && parts[1].equals(service))
                .forEach(parts -> environments.add(parts[2]));
        return environments;
    }

    private void addAll(@Nullable String team, Set<String> services) {
        List<Service> page = releases.services(team, null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(service -> services.add(service.name()));
            page = releases.services(team, page.getLast().name(), PAGE);
        }
    }
}
