package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Teams;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Takes services into delivery. */
@Component
public class NewServices {

    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern REPOSITORY =
            Pattern.compile("[^\\p{Cntrl}/\\\\]{1,100}/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern OUTSIDE =
            Pattern.compile("[a-z][a-z0-9-]{0,38}:(?=.{3,255}$)[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){1,20}");
    private static final int LONGEST = 60_000;

    private final Releases releases;
    private final PlatformRepositories platform;
    private final Teams teams;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NewServices(
            Releases releases,
            PlatformRepositories platform,
            Teams teams,
            ApplicationEventPublisher events,
            Clock clock) {
        this.releases = releases;
        this.platform = platform;
        this.teams = teams;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param values of the service in all environments, written where none are yet
     * @throws Conflict when there is a service of that name
     */
    @Transactional
    public Service add(
            String name, String team, @Nullable String repository, @Nullable ObjectNode values, Actor actor) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "name",
                    "\"%.60s\" names no service: 1 to 40 lower case letters, digits and hyphens, a letter first"
                            .formatted(name));
        }
        if (teams.find(team).isEmpty()) {
            throw new InvalidInput("team", "there is no team \"%.60s\"".formatted(team));
        }
        if (!actor.isAdmin() && !actor.teams().contains(team)) {
            throw new Refused("You are not in the team \"%s\"; ask somebody of it".formatted(team));
        }
        if (repository != null
                && !REPOSITORY.matcher(repository).matches()
                && !OUTSIDE.matcher(repository).matches()) {
            throw new InvalidInput(
                    "repository",
                    "\"%.100s\" is neither owner/name nor that of a Git host, such as github:acme/parcel"
                            .formatted(repository));
        }
        ObjectNode own = values == null ? Json.object() : values;
        if (own.toString().length() > LONGEST) {
            throw new InvalidInput("values", "are longer than %,d characters".formatted(LONGEST));
        }
        Service service = new Service(name, team, repository, clock.instant(), actor.name());
        if (!releases.add(service)) {
            throw Conflict.exists("service", name);
        }
        var repositoryOfValues = platform.values();
        String head = platform.head(repositoryOfValues).orElseThrow();
        String file = ValuesTree.fileOfService(name);
        if (platform.text(repositoryOfValues, head, file).isEmpty()) {
            platform.write(
                    repositoryOfValues,
                    actor,
                    "Take %s into delivery".formatted(name),
                    Map.of(file, ValuesEdit.write(own)));
        }
        events.publishEvent(new ServiceChanged(name, null, service, actor.name()));
        return service;
    }

    /** Whether somebody delivers it, or there are values of it without. */
    public boolean isTaken(String name) {
        return releases.service(name).isPresent() || hasValues(name);
    }

    private boolean hasValues(String name) {
        HostedRepository values = platform.values();
        String head = platform.head(values).orElseThrow();
        return platform.text(values, head, ValuesTree.fileOfService(name)).isPresent();
    }

    /** Deletes the values of what is no service, as Git keeps them where a transaction around {@link #add} came to nothing. */
    @Transactional
    public void forget(String name, Actor actor) {
        if (releases.service(name).isEmpty() && hasValues(name)) {
            String message = "Take back the values of %s".formatted(name);
            platform.delete(platform.values(), actor, message, List.of(ValuesTree.fileOfService(name)));
        }
    }
}
