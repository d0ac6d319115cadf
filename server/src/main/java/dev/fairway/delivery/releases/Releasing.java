package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.bindings.BoundResources;
import dev.fairway.delivery.bindings.ResourceUses;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.releases.Release.Content;
import dev.fairway.delivery.releases.Release.Course;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Pods;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.render.Objection;
import dev.fairway.delivery.render.ReleaseFacts;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.ServiceRender;
import dev.fairway.delivery.values.Effective;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jobs.Chores;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Makes releases: values become manifests, both are committed, and a cluster is brought to them. */
@Component
public class Releasing {

    private static final String WRITTEN =
            "# Written by releases; what is changed here by hand is lost with the next one.\n";

    private final Releases releases;
    private final Environments environments;
    private final PlatformRepositories platform;
    private final ServiceRender render;
    private final BoundResources bound;
    private final ResourceUses uses;
    private final SourceCommits sources;
    private final ReleaseEntities entities;
    private final Actors actors;
    private final Chores chores;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Releasing(
            Releases releases,
            Environments environments,
            PlatformRepositories platform,
            ServiceRender render,
            BoundResources bound,
            ResourceUses uses,
            SourceCommits sources,
            ReleaseEntities entities,
            Actors actors,
            Chores chores,
            TransactionTemplate transaction,
            Clock clock) {
        this.releases = releases;
        this.environments = environments;
        this.platform = platform;
        this.render = render;
        this.bound = bound;
        this.uses = uses;
        this.sources = sources;
        this.entities = entities;
        this.actors = actors;
        this.chores = chores;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What somebody wants released.
     *
     * @param key the same for every attempt
     * @param wanted what it writes into the values: {@code {image: {tag, digest}, release: {version, commit}, restartedAt}}
     * @param valuesCommit whose values count; null for the newest
     * @param edits other files of the values that are written with it, by their paths
     * @param goesBackTo number of the release that it repeats; null where it repeats none
     * @param run on whose behalf; null outside of runs
     */
    public record Order(
            String key,
            Slot slot,
            Kind kind,
            ObjectNode wanted,
            @Nullable String valuesCommit,
            Map<String, String> edits,
            @Nullable Integer goesBackTo,
            @Nullable String run,
            String by) {}

    /**
     * Makes a release once, however often it is ordered under its key. Both commits are written, and the row is there, or
     * neither counts: whatever a crash leaves in the repositories, the next attempt writes again as it has to be.
     *
     * @throws InvalidInput with everything that is wrong with the values, and all that the platform has against what they make
     */
    public Release release(Order order) {
        String id = idOf(order.key());
        return Objects.requireNonNull(transaction.execute(status -> {
            releases.lock(order.slot());
            return releases.find(id).orElseGet(() -> made(id, order));
        }));
    }

    /** Of the release that an order with that key makes. */
    static String idOf(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Release made(String id, Order order) {
        Service service = releases.getService(order.slot().service());
        DeployEnvironment environment = environments.get(order.slot().environment());
        HostedRepository values = platform.values();
        String commit = order.valuesCommit() == null ? head(values) : order.valuesCommit();
        int number = releases.newest(order.slot()).map(Release::number).orElse(0) + 1;
        ObjectNode wanted = numbered(order, number);
        Map<String, String> files = files(order, wanted);
        Effective effective = effective(service, environment, commit, files);
        Rendered rendered = rendered(order.kind(), effective);
        check(rendered);
        Actor actor = actors.named(order.by(), "release").orElse(Actor.SYSTEM);
        String message = "Release %d of %s".formatted(number, order.slot());
        String written = platform.write(values, actor, message, files);
        String deployed = deployed(order.slot(), rendered.manifests(), actor, message);
        String counts = order.valuesCommit() == null ? written : commit;
        Content content = new Content(wanted, counts, deployed, order.goesBackTo());
        Release release = release(id, order, environment, number, content);
        releases.save(release);
        uses.replace(
                service.name(),
                environment.name(),
                order.kind() == Kind.REMOVE
                        ? List.of()
                        : bound.uses(effective, environment.name(), rendered.namespace()));
        sources.note(release, service);
        entities.write(release, service, rendered.manifests());
        if (release.state().isUnderWay()) {
            chores.add(Rollout.KIND, id);
        }
        return release;
    }

    /** Whoever follows the repository takes away what has no file any more. @return the commit */
    private String deployed(Slot slot, List<Manifest> manifests, Actor actor, String message) {
        String file = manifestsFile(slot);
        return manifests.isEmpty()
                ? platform.delete(platform.deployments(), actor, message, List.of(file))
                : platform.write(platform.deployments(), actor, message, Map.of(file, ManifestText.of(manifests)));
    }

    private Release release(String id, Order order, DeployEnvironment environment, int number, Content content) {
        Instant now = clock.instant();
        boolean isOurs = environment.cluster() != null;
        return new Release(
                id,
                order.slot(),
                number,
                order.kind(),
                isOurs ? State.COMMITTED : State.HANDED_OVER,
                content,
                said(order.kind(), isOurs),
                new Pods(0, 0),
                new Course(order.run(), order.by(), now, null, null, isOurs ? null : now));
    }

    private static String said(Kind kind, boolean isOurs) {
        String what = kind == Kind.REMOVE ? "taken out of" : "committed to";
        return "Its manifests are %s platform/deployments%s."
                .formatted(what, isOurs ? "" : ", for whoever reads them there");
    }

    private static ObjectNode numbered(Order order, int number) {
        ObjectNode wanted = order.wanted().deepCopy();
        wanted.withObject("release").put("number", number).put("by", order.by());
        return wanted;
    }

    private String head(HostedRepository values) {
        return platform.head(values).orElseThrow();
    }

    static String manifestsFile(Slot slot) {
        if (slot.isPreview()) {
            return "previews/%s/manifests.yaml".formatted(slot.environment());
        }
        return "%s/%s/manifests.yaml".formatted(slot.environment(), slot.service());
    }

    /** The files of the values that an order writes, by their paths. */
    static Map<String, String> files(Order order, ObjectNode wanted) {
        Map<String, String> files = new TreeMap<>(order.edits());
        files.putAll(file(order.slot(), wanted));
        return files;
    }

    /**
     * What a service is as things stand at a commit of the values.
     *
     * @param files that count instead of those there, by their paths
     */
    Rendered rendered(Service service, DeployEnvironment environment, String commit, Map<String, String> files) {
        return rendered(effective(service, environment, commit, files));
    }

    /** What an order makes, at a commit of the values with its own files. */
    public Rendered rendered(Order order, Service service, DeployEnvironment environment, String commit) {
        return rendered(order.kind(), effective(service, environment, commit, files(order, order.wanted())));
    }

    private Rendered rendered(Kind kind, Effective effective) {
        return kind == Kind.REMOVE ? new Rendered("", List.of(), List.of(), List.of()) : rendered(effective);
    }

    private Rendered rendered(Effective effective) {
        return bound.judged(effective, render.render(effective, ReleaseFacts.STANDARD));
    }

    private Effective effective(
            Service service, DeployEnvironment environment, String commit, Map<String, String> files) {
        return platform.tree(commit, files)
                .effective(service.team(), service.name(), environment.origin(), environment.name());
    }

    /** The release.yaml that a release wrote. */
    static Map<String, String> file(Release release) {
        return file(release.slot(), release.content().wanted());
    }

    static Map<String, String> file(Slot slot, ObjectNode wanted) {
        ObjectNode written = wanted.deepCopy();
        written.withObject("release").remove(Release.WORKFLOW);
        return Map.of(
                ValuesTree.fileOfRelease(slot.service(), slot.environment()), WRITTEN + ValuesEdit.write(written));
    }

    private static void check(Rendered rendered) {
        List<Problem> problems = new ArrayList<>();
        rendered.problems().forEach(problem -> problems.add(problem.asProblem()));
        rendered.objections().stream()
                .filter(objection -> objection.severity() == Objection.Severity.DENY)
                .forEach(objection -> problems.add(new Problem(
                        objection.path(),
                        objection.object().isEmpty()
                                ? objection.message()
                                : "of %s: %s".formatted(objection.object(), objection.message()))));
        InvalidInput.check(problems);
    }

    /** The manifests of a release, as they were committed. */
    List<Manifest> manifests(Release release) {
        String commit = release.content().deploymentsCommit();
        return commit == null
                ? List.of()
                : platform.text(platform.deployments(), commit, manifestsFile(release.slot()))
                        .map(ManifestText::read)
                        .orElse(List.of());
    }
}
