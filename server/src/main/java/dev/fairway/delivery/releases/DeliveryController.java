package dev.fairway.delivery.releases;

import static fairway.tables.delivery.Tables.SERVICE;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.freezes.Freezes;
import dev.fairway.delivery.freezes.Frozen;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.render.Objection;
import dev.fairway.delivery.render.ReleaseFacts;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.ServiceRender;
import dev.fairway.delivery.values.Effective;
import dev.fairway.delivery.values.Origin;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Services that are delivered: where they run, what they are, and what was released. */
@RestController
@RequestMapping("/v1/deliveries")
class DeliveryController {

    private static final int MOST = 200;

    record ServiceView(String name, String team, @Nullable String repository, Instant createdAt, String createdBy) {

        static ServiceView of(Service service) {
            return new ServiceView(
                    service.name(), service.team(), service.repository(), service.createdAt(), service.createdBy());
        }
    }

    record ServiceAnswer(boolean ok, ServiceView service) {}

    /**
     * An environment that a service was brought to.
     *
     * @param state of the newest release
     * @param newest its image tag
     * @param live image tag of what runs; null where nothing does
     * @param drifted how many fields in its cluster differ from what was released
     * @param isUnwell whether its pods were not all well when they were looked at
     */
    record PlaceView(
            String environment,
            Release.State state,
            @Nullable String newest,
            @Nullable String live,
            int drifted,
            boolean isUnwell) {}

    record ServiceLine(
            String name,
            String team,
            @Nullable String repository,
            Instant createdAt,
            String createdBy,
            List<PlaceView> places) {

        static ServiceLine of(Service service, List<PlaceView> places) {
            return new ServiceLine(
                    service.name(),
                    service.team(),
                    service.repository(),
                    service.createdAt(),
                    service.createdBy(),
                    places);
        }
    }

    /** @param next where the next page begins; null on the last */
    record ServicesAnswer(
            boolean ok,
            List<ServiceLine> services,
            @Nullable String next) {}

    /** Takes no releases. @param zone in which people read until */
    record FrozenView(String name, String reason, Instant until, String zone) {

        static FrozenView of(Frozen frozen) {
            return new FrozenView(
                    frozen.name(),
                    frozen.reason(),
                    frozen.until(),
                    frozen.zone().getId());
        }
    }

    /**
     * A service in an environment.
     *
     * @param frozen null where it takes releases now
     * @param newest null where nothing was released
     * @param live what runs: the newest one that was live or handed over
     * @param back what a rollback brings back; null where nothing was good before
     * @param look how that was when it was looked at last; null where it was not
     */
    record StandingView(
            String environment,
            String title,
            boolean hasCluster,
            @Nullable String promotesFrom,
            @Nullable FrozenView frozen,
            @Nullable ReleaseView newest,
            @Nullable ReleaseView live,
            @Nullable EarlierView back,
            @Nullable LookView look) {}

    /** An earlier release. @param version its image tag */
    record EarlierView(int number, @Nullable String version) {

        static EarlierView of(Release release) {
            return new EarlierView(release.number(), tag(release));
        }
    }

    /**
     * @param isHosted whether its repository is here
     * @param externalRepository id of that at a Git host outside; null where it is not at one that is connected
     */
    record StandingsAnswer(
            boolean ok,
            ServiceView service,
            boolean isHosted,
            @Nullable String externalRepository,
            boolean mayRelease,
            List<StandingView> environments) {}

    /** @param path JSON pointer */
    record OriginView(String path, Origin origin) {}

    /** @param schema of all values, which forms are made of */
    record ValuesAnswer(
            boolean ok,
            String commit,
            ObjectNode values,
            List<OriginView> origins,
            List<ValueProblem> problems,
            List<Objection> objections,
            ObjectNode schema) {}

    record NewServiceBody(
            @Nullable String name,
            @Nullable String team,
            @Nullable String repository,
            @Nullable ObjectNode values) {}

    private final Releases releases;
    private final Environments environments;
    private final PlatformRepositories platform;
    private final ServiceRender render;
    private final NewServices newServices;
    private final EndedServices ended;
    private final SourceCommits sources;
    private final Freezes freezes;
    private final ReleaseLooks looks;

    DeliveryController(
            Releases releases,
            Environments environments,
            PlatformRepositories platform,
            ServiceRender render,
            NewServices newServices,
            EndedServices ended,
            SourceCommits sources,
            Freezes freezes,
            ReleaseLooks looks) {
        this.releases = releases;
        this.environments = environments;
        this.platform = platform;
        this.render = render;
        this.newServices = newServices;
        this.ended = ended;
        this.sources = sources;
        this.freezes = freezes;
        this.looks = looks;
    }

    /**
     * By name, with what runs where.
     *
     * @param name of the only one that is asked for
     * @param mine those of the teams of whoever asks, unless a team is named
     * @param drifted those in which something is not as it was released
     */
    @GetMapping
    @Requires(Permission.MEMBER)
    ServicesAnswer list(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "false") boolean drifted,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Collection<String> teams = team != null ? List.of(team) : mine ? actor.teams() : null;
        Slice<Service, String> page =
                Slice.of(limit, MOST, most -> listed(name, teams, drifted, from, most), Service::name);
        Map<String, List<PlaceView>> places = places(page.map(Service::name));
        return new ServicesAnswer(
                true,
                page.map(service -> ServiceLine.of(service, places.getOrDefault(service.name(), List.of()))),
                page.next());
    }

    private List<Service> listed(
            @Nullable String name,
            @Nullable Collection<String> teams,
            boolean drifted,
            @Nullable String from,
            int most) {
        Condition wanted = drifted ? ReleaseLooks.isDrifted() : DSL.noCondition();
        return releases.servicesOf(teams, name == null ? wanted : wanted.and(SERVICE.NAME.eq(name)), from, most);
    }

    private Map<String, List<PlaceView>> places(List<String> services) {
        Map<Slot, Release> live =
                releases.lastGoodOf(services).stream().collect(Collectors.toMap(Release::slot, Function.identity()));
        List<String> running = live.values().stream().map(Release::id).toList();
        Map<String, Integer> drifted = looks.drifted(running);
        Set<String> unwell = looks.of(running).stream()
                .filter(look -> look.unwell() != null)
                .map(ReleaseLook::release)
                .collect(Collectors.toSet());
        return releases.newestOf(services).stream()
                .collect(Collectors.groupingBy(
                        one -> one.slot().service(),
                        Collectors.mapping(
                                one -> place(one, live.get(one.slot()), drifted, unwell), Collectors.toList())));
    }

    private static PlaceView place(
            Release newest, @Nullable Release live, Map<String, Integer> drifted, Set<String> unwell) {
        return new PlaceView(
                newest.slot().environment(),
                newest.state(),
                tag(newest),
                live == null ? null : tag(live),
                live == null ? 0 : drifted.getOrDefault(live.id(), 0),
                live != null && unwell.contains(live.id()));
    }

    private static @Nullable String tag(Release release) {
        return Json.textAt(release.content().wanted().path("image"), "tag");
    }

    /** Takes a service into delivery, with values of its own. Members of its team may, and administrators. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    ServiceAnswer add(@RequestBody NewServiceBody body, Actor actor) {
        return new ServiceAnswer(
                true,
                ServiceView.of(newServices.add(
                        Objects.requireNonNullElse(body.name(), ""),
                        Objects.requireNonNullElse(body.team(), ""),
                        body.repository(),
                        body.values(),
                        actor)));
    }

    /**
     * Takes a service out of delivery, which runs nowhere any more: its values are deleted, and its releases forgotten. Members of
     * its team may, and administrators.
     */
    @DeleteMapping("/{service}")
    @Requires(Permission.WRITE_REPOSITORIES)
    Done end(@PathVariable String service, Actor actor) {
        ended.end(service, actor);
        return Done.OK;
    }

    /** Where it stands in each environment, from the first to the last. */
    @GetMapping("/{service}")
    @Requires(Permission.MEMBER)
    StandingsAnswer standings(@PathVariable String service, Actor actor) {
        Service found = releases.getService(service);
        List<StandingView> standings =
                environments.all().stream().map(one -> standing(found, one)).toList();
        boolean mayRelease = actor.isAdmin() || actor.teams().contains(found.team());
        return new StandingsAnswer(
                true,
                ServiceView.of(found),
                sources.isHosted(found),
                sources.outside(found).map(one -> one.at().id()).orElse(null),
                mayRelease,
                standings);
    }

    private StandingView standing(Service service, DeployEnvironment environment) {
        Slot slot = new Slot(service.name(), environment.name());
        Optional<Release> newest = releases.newest(slot);
        Optional<Release> live = releases.running(slot);
        return new StandingView(
                environment.name(),
                environment.title(),
                environment.cluster() != null,
                environment.promotesFrom(),
                freezes.now(environment.name()).map(FrozenView::of).orElse(null),
                newest.map(ReleaseView::of).orElse(null),
                live.map(ReleaseView::of).orElse(null),
                releases.earlier(slot).map(EarlierView::of).orElse(null),
                live.flatMap(this::look).orElse(null));
    }

    private Optional<LookView> look(Release live) {
        int drifted = looks.drifted(List.of(live.id())).getOrDefault(live.id(), 0);
        return looks.find(live.id()).map(look -> LookView.of(look, drifted));
    }

    /** What counts for it in an environment, and which layer says so. */
    @GetMapping("/{service}/values")
    @Requires(Permission.MEMBER)
    ValuesAnswer values(@PathVariable String service, @RequestParam String environment) {
        Service found = releases.getService(service);
        DeployEnvironment place = environments.get(environment);
        String commit = platform.head(platform.values())
                .orElseThrow(() -> new InvalidInput("environment", "has no values yet"));
        Effective effective = platform.tree(commit).effective(found.team(), found.name(), place.name());
        Rendered rendered = render.render(effective, ReleaseFacts.STANDARD);
        List<OriginView> origins = effective.origins().entrySet().stream()
                .map(one -> new OriginView(one.getKey().toString(), one.getValue()))
                .toList();
        return new ValuesAnswer(
                true,
                commit,
                effective.values(),
                origins,
                rendered.problems(),
                rendered.objections(),
                effective.chart().schema());
    }
}
