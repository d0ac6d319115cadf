package dev.fairway.delivery.releases;

import dev.fairway.delivery.contents.History;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What values say of services in their first environment, for whoever makes something of them. */
@Component
public class ServiceValues {

    private final PlatformRepositories platform;
    private final Environments environments;
    private final Affected affected;
    private final History history;

    ServiceValues(PlatformRepositories platform, Environments environments, Affected affected, History history) {
        this.platform = platform;
        this.environments = environments;
        this.affected = affected;
        this.history = history;
    }

    /** @param pointer such as {@code /image/repository}; empty where nothing is said there */
    public Optional<String> text(Service service, String pointer) {
        return environments.all().stream()
                .findFirst()
                .flatMap(first -> platform.head(platform.values())
                        .map(commit -> platform.tree(commit)
                                .effective(service.team(), service.name(), first.name())
                                .text(pointer)))
                .filter(text -> !text.isEmpty());
    }

    /** Services whose values may be others between two commits. @param from null for all before */
    public Set<String> changed(@Nullable String from, String to) {
        return affected.services(history.changedPaths(platform.values(), from, to));
    }
}
