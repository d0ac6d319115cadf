package dev.fairway.delivery.create;

import dev.fairway.access.Actor;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.WrittenRepository;
import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.delivery.releases.NewServices;
import dev.fairway.shared.InvalidInput;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Makes all that a new service needs, in one transaction. Git is outside of it: a repository whose row was rolled back is a folder
 * that nobody knows, and what was written into the values is taken back, at once or before the next attempt.
 */
@Component
class Creation {

    private final Repositories repositories;
    private final Commits commits;
    private final NewServices services;
    private final ServiceEntity entity;
    private final GoldenPaths paths;
    private final Skeletons skeletons;
    private final CreationLock lock;

    Creation(
            Repositories repositories,
            Commits commits,
            NewServices services,
            ServiceEntity entity,
            GoldenPaths paths,
            Skeletons skeletons,
            CreationLock lock) {
        this.repositories = repositories;
        this.commits = commits;
        this.services = services;
        this.entity = entity;
        this.paths = paths;
        this.skeletons = skeletons;
        this.lock = lock;
    }

    /**
     * What is to be made.
     *
     * @param key the same for every attempt
     * @param run on whose behalf
     * @param said takes a sentence for each thing that was made
     */
    record Order(String key, String run, NewService wanted, Actor actor, Consumer<String> said) {

        String creationKey() {
            return "create-service " + key;
        }
    }

    /**
     * Makes it, once for each key.
     *
     * @return its repository
     * @throws dev.fairway.shared.PlatformException when something is in the way; nothing is left then
     */
    HostedRepository create(Order order) {
        Optional<HostedRepository> made = repositories.madeOnce(order.creationKey());
        if (made.isPresent()) {
            return made.get();
        }
        String name = order.wanted().name();
        try {
            lock.hold(name, () -> {
                services.forget(name, order.actor());
                make(order);
            });
        } catch (RuntimeException failure) {
            takeBack(order, failure);
            throw failure;
        }
        return repositories.madeOnce(order.creationKey()).orElseThrow();
    }

    /** What cannot be taken back now is before the next attempt. */
    private void takeBack(Order order, RuntimeException failure) {
        String name = order.wanted().name();
        try {
            lock.hold(name, () -> services.forget(name, order.actor()));
            order.said().accept("Nothing of %s is left".formatted(name));
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    private void make(Order order) {
        NewService wanted = order.wanted();
        DockerTemplate template = paths.template(wanted.template(), wanted.name());
        Skeleton skeleton = skeletons
                .find(wanted)
                .orElseThrow(() -> new InvalidInput("template", "%s has no skeleton".formatted(wanted.template())));
        FirstCommit first = FirstCommit.of(wanted, template, skeleton);
        if (entity.isThere(wanted.name())) {
            throw new InvalidInput("name", "the catalog has a service \"%s\" already".formatted(wanted.name()));
        }
        HostedRepository repository = repositories.createOnce(
                order.creationKey(),
                WrittenRepository.usual(wanted.repository(), "The service %s".formatted(wanted.name())),
                order.actor());
        order.said().accept("The repository %s is made".formatted(repository.name()));
        String message =
                "Begin %s by the golden path %s %s".formatted(wanted.name(), template.name(), template.version());
        commits.write(repository, Place.on(repository.defaultBranch()), order.actor(), message, first.changes());
        order.said().accept("%d files are in it".formatted(first.files().size()));
        services.add(wanted.name(), wanted.team(), repository.name().toString(), first.values(wanted), order.actor());
        order.said().accept("Its values are in platform/values");
        entity.write(wanted, repository.name(), order.run());
        order.said().accept("It is in the catalog, owned by %s".formatted(wanted.team()));
    }
}
