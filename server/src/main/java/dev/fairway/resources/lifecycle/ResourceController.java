package dev.fairway.resources.lifecycle;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/resources")
class ResourceController {

    private static final int MOST = 200;
    private static final int MOST_MEASURES = 5_000;
    private static final Map<String, Duration> PERIODS =
            Map.of("day", Duration.ofDays(1), "week", Duration.ofDays(7), "month", Duration.ofDays(30));

    record ResourceAnswer(boolean ok, ObjectNode resource) {}

    /** @param next the place behind which the next page begins; null on the last */
    record ResourcesAnswer(
            boolean ok,
            List<ObjectNode> resources,
            @Nullable Long next) {}

    /** @param sums one for each currency, and one for what has no price */
    record ResourceSumsAnswer(boolean ok, List<Tally.ResourceSum> sums) {}

    record MeasuresAnswer(boolean ok, List<Observing.Measure> measures) {}

    /** @param url what a client connects with; it holds the password */
    record RevealedAnswer(boolean ok, String user, String password, String url) {}

    record RevealBody(@Nullable String role) {}

    private final Resources resources;
    private final Tally tally;
    private final ResourceView view;
    private final Observing observing;
    private final Life life;
    private final Revealing revealing;

    ResourceController(
            Resources resources, Tally tally, ResourceView view, Observing observing, Life life, Revealing revealing) {
        this.resources = resources;
        this.tally = tally;
        this.view = view;
        this.observing = observing;
        this.life = life;
        this.revealing = revealing;
    }

    /** The newest resources that the filters admit. */
    @GetMapping
    @Requires(Permission.MEMBER)
    ResourcesAnswer list(
            ResourceFilter filter,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Slice<Resource, Long> page =
                Slice.of(limit, MOST, many -> resources.newest(filter, actor, before, many), Resource::place);
        return new ResourcesAnswer(true, view.lines(page.items()), page.next());
    }

    /** How many resources the filters admit, and what they cost a month together. */
    @GetMapping("/sums")
    @Requires(Permission.MEMBER)
    ResourceSumsAnswer sums(ResourceFilter filter, Actor actor) {
        return new ResourceSumsAnswer(true, tally.sums(filter, actor));
    }

    /** One resource: what was asked for, what its server says, its users without their passwords, and its drift. */
    @GetMapping("/{resource}")
    @Requires(Permission.MEMBER)
    ResourceAnswer get(@PathVariable String resource) {
        return new ResourceAnswer(true, view.whole(resources.get(resource)));
    }

    /** Sizes and use over time. @param period day, week or month */
    @GetMapping("/{resource}/measures")
    @Requires(Permission.MEMBER)
    MeasuresAnswer measures(@PathVariable String resource, @RequestParam(defaultValue = "day") String period) {
        Duration length = PERIODS.get(period);
        if (length == null) {
            throw new InvalidInput("period", "\"%s\" is not one of day, week, month".formatted(period));
        }
        Instant from = life.now().minus(length);
        return new MeasuresAnswer(true, observing.measures(resources.get(resource), from, MOST_MEASURES));
    }

    /** Looks at it on its server now. */
    @PostMapping("/{resource}/observe")
    @Requires(Permission.USE_RESOURCES)
    ResourceAnswer observe(@PathVariable String resource, Actor actor) {
        Resource known = revealing.requireUser(resources.get(resource), actor);
        return new ResourceAnswer(true, view.whole(observing.look(known.id())));
    }

    /** Shows the password of a role. Only its team and administrators see it, and the audit log says who did. */
    @PostMapping("/{resource}/reveal")
    @Requires(Permission.USE_RESOURCES)
    RevealedAnswer reveal(@PathVariable String resource, @RequestBody RevealBody body, Actor actor) {
        Resource known = revealing.requireUser(resources.get(resource), actor);
        Revealing.Revealed revealed = revealing.reveal(known, String.valueOf(body.role()), actor);
        return new RevealedAnswer(true, revealed.user(), revealed.password(), revealed.url());
    }
}
