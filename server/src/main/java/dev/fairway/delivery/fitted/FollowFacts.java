package dev.fairway.delivery.fitted;

import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequestChanged;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.hosts.ExternalRepositoryChanged;
import dev.fairway.delivery.hosts.HostBusy;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.hosts.RepositoryForgotten;
import dev.fairway.delivery.incoming.ExternalPushed;
import dev.fairway.delivery.incoming.ExternalRequestMoved;
import dev.fairway.delivery.registries.RegistryChanged;
import dev.fairway.delivery.releases.EnvironmentChanged;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.ServiceValues;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks at the pipelines of services when their values, their repositories, registries, environments or the golden path change. */
@Component
class FollowFacts implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(FollowFacts.class);
    private static final String KIND = "fit-pipelines";
    private static final String VALUES = "platform/values";
    private static final String GOLDEN_PATHS = "platform/golden-paths";
    private static final String MAIN = "main";
    private static final String SERVICE = "service";
    private static final String REPOSITORY = "repository";
    private static final int PAGE = 100;

    private final FitPipeline fitting;
    private final FittedPipelines fitted;
    private final ServiceValues values;
    private final Releases releases;
    private final Repositories repositories;
    private final Chores chores;
    private final Clock clock;

    FollowFacts(
            FitPipeline fitting,
            FittedPipelines fitted,
            ServiceValues values,
            Releases releases,
            Repositories repositories,
            Chores chores,
            Clock clock) {
        this.fitting = fitting;
        this.fitted = fitted;
        this.values = values;
        this.releases = releases;
        this.repositories = repositories;
        this.chores = chores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Within the transaction that remembers that the push was told. */
    @EventListener
    void on(Pushed push) {
        if (push.branch() == null || push.to() == null) {
            return;
        }
        switch (push.repository()) {
            case VALUES, GOLDEN_PATHS -> {
                if (MAIN.equals(push.branch())) {
                    String from = push.from() == null ? "" : push.from();
                    chores.add(KIND, "%s %s..%s".formatted(push.repository(), from, push.to()));
                }
            }
            default -> {
                RepositoryAt repository = RepositoryAt.of(repositories.byId(push.repositoryId()));
                if (push.branch().equals(repository.defaultBranch())) {
                    chores.add(KIND, about(repository));
                }
            }
        }
    }

    @EventListener
    void on(ExternalPushed push) {
        if (push.branch().equals(push.repository().defaultBranch()) && push.to() != null) {
            chores.add(KIND, about(push.repository()));
        }
    }

    private static String about(RepositoryAt repository) {
        return "%s %s %s".formatted(REPOSITORY, repository.id(), repository.name());
    }

    private static String about(String service) {
        return "%s %s".formatted(SERVICE, service);
    }

    @EventListener
    void on(RegistryChanged change) {
        chores.add(KIND, "%s %s".formatted(change.resource(), UUID.randomUUID()));
    }

    @EventListener
    void on(EnvironmentChanged change) {
        chores.add(KIND, "%s %s".formatted(change.resource(), UUID.randomUUID()));
    }

    /** Who closes one, or opens it again, changes how the repository stands. */
    @EventListener
    void on(ChangeRequestChanged change) {
        ChangeRequest now = change.now();
        boolean isMoved = change.earlier() != null && change.earlier().state() != now.state();
        if (isMoved) {
            decided(now.repositoryId(), now.number());
        }
    }

    @EventListener
    void on(ExternalRequestMoved request) {
        decided(request.repository().id(), request.number());
    }

    private void decided(String repositoryId, int number) {
        fitted.find(repositoryId)
                .filter(pipeline ->
                        Integer.valueOf(number).equals(pipeline.proposed().latest()))
                .ifPresent(pipeline -> chores.add(KIND, "%s %s ".formatted(REPOSITORY, repositoryId)));
    }

    @EventListener
    void on(RepositoryForgotten repository) {
        fitted.remove(repository.id());
    }

    @EventListener
    void on(ExternalRepositoryChanged change) {
        if (change.now() != null) {
            chores.add(KIND, about(change.now().at()));
        }
    }

    @Override
    public void run(String id) {
        String[] parts = id.split(" ", 3);
        switch (parts[0]) {
            case SERVICE -> look(parts[1]);
            case REPOSITORY -> {
                lookAt(parts[1]);
                releases.servicesFrom(parts[2]).forEach(this::look);
            }
            case VALUES -> {
                String[] ends = parts[1].split("\\.\\.", 2);
                values.changed(ends[0].isEmpty() ? null : ends[0], ends[1]).forEach(this::look);
            }
            default -> all(fitted::ids, this::lookAt);
        }
    }

    /** Of services that have none yet, too, and of those that are gone. @return how many services were looked at */
    int everything() {
        all(fitted::ids, this::lookAt);
        return all(releases::names, this::look);
    }

    /** A page of names behind one. */
    private interface Pages {
        List<String> page(String after, int limit);
    }

    private static int all(Pages pages, Consumer<String> look) {
        int looked = 0;
        List<String> page = pages.page("", PAGE);
        while (!page.isEmpty()) {
            page.forEach(look);
            looked += page.size();
            page = pages.page(page.getLast(), PAGE);
        }
        return looked;
    }

    private void look(String service) {
        look(about(service), () -> fitting.look(service));
    }

    private void lookAt(String repositoryId) {
        look("%s %s ".formatted(REPOSITORY, repositoryId), () -> fitting.lookAt(repositoryId));
    }

    /** One that fails holds up no other. @param again what is to be done when its host may be called again */
    private void look(String again, Runnable look) {
        try {
            look.run();
        } catch (HostBusy busy) {
            chores.add(KIND, again, clock.instant().plus(busy.pause()));
        } catch (RuntimeException failure) {
            LOG.warn("No pipeline can be proposed: {}", again, failure);
        }
    }
}
