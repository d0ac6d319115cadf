package dev.fairway.delivery.fitted;

import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequestChanged;
import dev.fairway.delivery.registries.RegistryChanged;
import dev.fairway.delivery.releases.EnvironmentChanged;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.ServiceValues;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.util.List;
import java.util.UUID;
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
    private static final String SERVICE = "service";
    private static final int PAGE = 100;

    private final FitPipeline fitting;
    private final FittedPipelines fitted;
    private final ServiceValues values;
    private final Releases releases;
    private final Chores chores;

    FollowFacts(FitPipeline fitting, FittedPipelines fitted, ServiceValues values, Releases releases, Chores chores) {
        this.fitting = fitting;
        this.fitted = fitted;
        this.values = values;
        this.releases = releases;
        this.chores = chores;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Within the transaction that remembers that the push was told. */
    @EventListener
    void on(Pushed push) {
        if (!"main".equals(push.branch()) || push.to() == null) {
            return;
        }
        String from = push.from() == null ? "" : push.from();
        switch (push.repository()) {
            case VALUES, GOLDEN_PATHS -> chores.add(KIND, "%s %s..%s".formatted(push.repository(), from, push.to()));
            default ->
                releases.servicesFrom(push.repository())
                        .forEach(service -> chores.add(KIND, "%s %s".formatted(SERVICE, service)));
        }
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
            fitted.find(now.repositoryId())
                    .filter(pipeline -> Integer.valueOf(now.number())
                            .equals(pipeline.proposed().latest()))
                    .ifPresent(pipeline -> chores.add(KIND, "%s %s".formatted(SERVICE, pipeline.service())));
        }
    }

    @Override
    public void run(String id) {
        String[] parts = id.split(" ", 2);
        switch (parts[0]) {
            case SERVICE -> look(parts[1]);
            case VALUES -> {
                String[] ends = parts[1].split("\\.\\.", 2);
                values.changed(ends[0].isEmpty() ? null : ends[0], ends[1]).forEach(this::look);
            }
            default -> all();
        }
    }

    private void all() {
        look(fitted::services);
    }

    /** Of services that have none yet, too, and of those that are gone. @return how many were looked at */
    int everything() {
        all();
        return look(releases::names);
    }

    /** A page of names behind one. */
    private interface Pages {
        List<String> page(String after, int limit);
    }

    private int look(Pages pages) {
        int looked = 0;
        List<String> page = pages.page("", PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::look);
            looked += page.size();
            page = pages.page(page.getLast(), PAGE);
        }
        return looked;
    }

    /** One that fails holds up no other. */
    private void look(String service) {
        try {
            fitting.look(service);
        } catch (RuntimeException failure) {
            LOG.warn("No pipeline can be proposed to the repository of {}", service, failure);
        }
    }
}
