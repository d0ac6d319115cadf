package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes services out of delivery. */
@Component
class EndedServices {

    private final Releases releases;
    private final Environments environments;
    private final PlatformRepositories platform;
    private final ApplicationEventPublisher events;

    EndedServices(
            Releases releases,
            Environments environments,
            PlatformRepositories platform,
            ApplicationEventPublisher events) {
        this.releases = releases;
        this.environments = environments;
        this.platform = platform;
        this.events = events;
    }

    /**
     * @throws NotFound when there is no such service
     * @throws Conflict when it still runs somewhere, naming the environments
     */
    @Transactional
    public void end(String name, Actor actor) {
        Service service = releases.getService(name);
        if (!actor.isAdmin() && !actor.teams().contains(service.team())) {
            throw new Refused("%s belongs to the team %s; ask somebody of it".formatted(name, service.team()));
        }
        List<String> places =
                environments.all().stream().map(DeployEnvironment::name).toList();
        places.forEach(place -> releases.lock(new Slot(name, place)));
        List<String> running = releases.newestOf(List.of(name)).stream()
                .filter(newest -> !isGone(newest))
                .map(newest -> newest.slot().environment())
                .toList();
        if (!running.isEmpty()) {
            throw new Conflict(
                    "has_dependents",
                    "%s was released to %s; remove it from there first".formatted(name, String.join(", ", running)),
                    Map.of("environments", running));
        }
        List<String> previews = environments.previewsOf(name);
        if (!previews.isEmpty()) {
            throw new Conflict(
                    "has_dependents",
                    "%s is tried for change requests (%s); stop its previews first"
                            .formatted(name, String.join(", ", previews)),
                    Map.of("previews", previews));
        }
        platform.delete(platform.values(), actor, "Take %s out of delivery".formatted(name), files(name, places));
        releases.remove(service);
        events.publishEvent(new ServiceChanged(name, service, null, actor.name()));
    }

    private static boolean isGone(Release newest) {
        return newest.kind() == Kind.REMOVE && (newest.state() == State.LIVE || newest.state() == State.HANDED_OVER);
    }

    /** Those that are its own: not of its team, and not of the organisation. */
    private static List<String> files(String name, List<String> places) {
        String folder = ValuesTree.folderOfService(name);
        Set<String> files = new LinkedHashSet<>();
        for (String place : places) {
            ValuesTree.files("none", name, place).stream()
                    .filter(file -> file.startsWith(folder))
                    .forEach(files::add);
        }
        files.addAll(List.of(folder + "values.yaml", folder + "locks.yaml"));
        return new ArrayList<>(files);
    }
}
