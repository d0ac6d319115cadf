package dev.fairway.delivery.golden;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code GOLDEN_PATH}: a repository takes over a central Dockerfile, by a change request. */
@Component
class AdoptAction implements ActionHandler {

    private static final String TYPE = "GOLDEN_PATH";
    private static final ObjectNode FORM = (ObjectNode) Json.read("""
            {"properties": {
               "repository": {"type": "string", "title": "Repository", "description": "As owner/name, or host:path of one outside.", "pattern": "^([^/]{1,100}/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?|[a-z][a-z0-9-]{0,38}:[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){1,20})$", "maxLength": 300},
               "template": {"type": "string", "title": "Golden path", "description": "Empty for what it seems to be written in."},
               "ci": {"type": "string", "title": "CI", "description": "That builds and tests each push, and reports to Fairway; none where you have one already, or a runner is on."},
               "arguments": {"type": "object", "title": "Arguments", "description": "Over what the repository says of itself, such as PORT."}},
             "required": ["repository"]}""");

    /** What may be asked for. */
    private static final Map<String, CiSystem> SYSTEMS =
            new TreeMap<>(Map.of("github", CiSystem.GITHUB, "gitlab", CiSystem.GITLAB));

    private static final String NONE = "none";

    private static final Words WORDS = new Words(
            "adopt_golden_path",
            "Build by the golden path",
            "Proposes the company's Dockerfile for your language in a change request to your repository.",
            "Docker",
            "Propose");

    private final GoldenPaths paths;
    private final Adoption adoption;
    private final CiPipelines pipelines;
    private final Repositories repositories;
    private final ExternalRepositories external;
    private final Actors actors;

    /** Where it is proposed, and who may ask for it. */
    private record Target(RepositoryAt at, String team, Predicate<Actor> mayWrite) {

        static Target of(HostedRepository repository) {
            return new Target(RepositoryAt.of(repository), repository.name().owner(), repository::mayWrite);
        }

        static Target of(ExternalRepository repository) {
            return new Target(repository.at(), repository.team(), repository::mayWrite);
        }
    }

    AdoptAction(
            GoldenPaths paths,
            Adoption adoption,
            CiPipelines pipelines,
            Repositories repositories,
            ExternalRepositories external,
            Actors actors) {
        this.paths = paths;
        this.adoption = adoption;
        this.pipelines = pipelines;
        this.repositories = repositories;
        this.external = external;
        this.actors = actors;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Nothing before somebody has a repository. */
    @Override
    public List<Offer> offers() {
        if (!repositories.isAnyOfTeams() && !external.isAny()) {
            return List.of();
        }
        ObjectNode form = FORM.deepCopy();
        List<String> names =
                paths.templates().stream().map(DockerTemplate::name).toList();
        form.withObject("properties").withObject("template").set("enum", Json.array(names));
        form.withObject("properties").withObject("ci").set("enum", Json.array(names()));
        ObjectNode invocation = Json.object().put("type", TYPE).put("idempotent", true);
        ObjectNode definition = Offer.definition(WORDS, "CREATE", form, invocation);
        return List.of(new Offer(definition, Json.object(), Instant.EPOCH));
    }

    @Override
    public Optional<Offer> offer(String identifier) {
        return identifier.equals(WORDS.identifier()) ? ActionHandler.super.offer(identifier) : Optional.empty();
    }

    @Override
    public Plan plan(Asked asked) {
        Optional<Target> repository = repository(asked.inputs());
        if (repository.isEmpty()) {
            String named = Json.textAt(asked.inputs(), "repository");
            return named == null || !named.contains("/")
                    ? Plan.NONE
                    : problem("repository", "there is no repository \"%s\"".formatted(named));
        }
        if (!repository.get().mayWrite().test(asked.by())) {
            return problem(
                    "repository",
                    "%s belongs to the team %s; ask somebody of it"
                            .formatted(
                                    repository.get().at().name(),
                                    repository.get().team()));
        }
        try {
            Adoption.Wanted wanted = wanted(repository.get().at(), asked.inputs());
            List<Piece> items = new ArrayList<>();
            items.add(new Piece(
                    Effect.CREATED,
                    "Change request to %s".formatted(repository.get().at().name()),
                    "%s %s"
                            .formatted(
                                    wanted.template().title(), wanted.template().version())));
            wanted.files().keySet().forEach(path -> items.add(new Piece(Effect.CHANGED, path, null)));
            return new Plan(List.of(), items, null);
        } catch (InvalidInput wrong) {
            return new Plan(
                    wrong.problems().stream()
                            .map(one -> new Problem("properties." + one.path(), one.message()))
                            .toList(),
                    List.of(),
                    null);
        } catch (PlatformException wrong) {
            return problem("repository", wrong.reason());
        }
    }

    private static Plan problem(String input, String message) {
        return Plan.refused("properties." + input, message);
    }

    private Optional<Target> repository(ObjectNode inputs) {
        String named = Json.textAt(inputs, "repository");
        if (named == null) {
            return Optional.empty();
        }
        String[] parts = named.split("/", 2);
        Optional<Target> hosted = parts.length == 2
                ? repositories.find(RepositoryName.of(parts[0], parts[1])).map(Target::of)
                : Optional.empty();
        return hosted.or(() -> external.find(named).map(Target::of));
    }

    private Adoption.Wanted wanted(RepositoryAt repository, ObjectNode inputs) {
        @Nullable String template = Json.textAt(inputs, "template");
        return adoption.wanted(repository, template, Json.objectAt(inputs, "arguments"), pipeline(repository, inputs));
    }

    private Map<String, String> pipeline(RepositoryAt repository, ObjectNode inputs) {
        return system(inputs).map(system -> pipelines.files(system, repository)).orElse(Map.of());
    }

    private static Optional<CiSystem> system(ObjectNode inputs) {
        String named = Json.textAt(inputs, "ci");
        if (named == null || named.isBlank() || named.equals(NONE)) {
            return Optional.empty();
        }
        CiSystem system = SYSTEMS.get(named);
        if (system == null) {
            throw new InvalidInput("ci", "\"%.40s\" is none of %s".formatted(named, String.join(", ", names())));
        }
        return Optional.of(system);
    }

    private static List<String> names() {
        return Stream.concat(Stream.of(NONE), SYSTEMS.keySet().stream()).toList();
    }

    @Override
    public Done carryOut(Work work) {
        RepositoryAt repository =
                repository(work.inputs()).map(Target::at).orElseThrow(() -> new InvalidInput("repository", "is gone"));
        Actor actor = actors.named(work.by(), "golden-path").orElse(Actor.SYSTEM);
        Map<String, String> pipeline = pipeline(repository, work.inputs());
        HostRequest request = adoption.propose(repository, wanted(repository, work.inputs()), actor);
        if (!pipeline.isEmpty()) {
            pipelines.proposed(system(work.inputs()).orElseThrow(), repository, pipeline, request);
        }
        ObjectNode output = Json.object()
                .put("changeRequest", request.number())
                .put("repository", repository.name())
                .put("url", request.url());
        return new Done(output, "Change request %s is open".formatted(request.name()));
    }
}
