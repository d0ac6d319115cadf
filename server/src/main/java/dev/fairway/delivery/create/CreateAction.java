package dev.fairway.delivery.create;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.access.Teams;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.releases.NewServices;
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
import dev.fairway.shared.Problem;
import dev.fairway.shared.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code NEW_SERVICE}: a team gets a service with all that it needs. */
@Component
class CreateAction implements ActionHandler {

    private static final String TYPE = "NEW_SERVICE";
    private static final ObjectNode FORM = (ObjectNode) Json.read("""
            {"properties": {
               "name": {"type": "string", "title": "Name", "description": "Of the service and its repository.", "pattern": "^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$", "maxLength": 40},
               "team": {"type": "string", "title": "Team", "description": "That owns it.", "format": "team",
                 "default": {"jqQuery": "if (.user.teams | length) == 1 then .user.teams[0] else null end"}},
               "template": {"type": "string", "title": "Golden path", "description": "What it is written in."},
               "image": {"type": "string", "title": "Image repository", "description": "Where its image is published, without a tag.", "pattern": "^[a-z0-9][a-z0-9._:/-]{0,249}$", "maxLength": 250},
               "port": {"type": "number", "title": "Port", "description": "Empty for the usual one.", "minimum": 1024, "maximum": 65535},
               "properties": {"type": "object", "title": "Properties", "description": "What your catalog asks of a service beside that."}},
             "required": ["name", "team", "template", "image"],
             "order": ["name", "team", "template", "image", "port", "properties"]}""");
    private static final ObjectNode RETRY =
            (ObjectNode) Json.read("{\"maxAttempts\": 4, \"initialInterval\": \"2s\", \"backoffCoefficient\": 3}");
    private static final Words WORDS = new Words(
            "create_service",
            "Create a service",
            "Makes a repository with code that runs, the values to deploy it by, and its entry in the catalog.",
            "Service",
            "Create");

    private final Creation creation;
    private final Skeletons skeletons;
    private final Repositories repositories;
    private final NewServices services;
    private final ServiceEntity entity;
    private final Teams teams;
    private final Actors actors;

    CreateAction(
            Creation creation,
            Skeletons skeletons,
            Repositories repositories,
            NewServices services,
            ServiceEntity entity,
            Teams teams,
            Actors actors) {
        this.creation = creation;
        this.skeletons = skeletons;
        this.repositories = repositories;
        this.services = services;
        this.entity = entity;
        this.teams = teams;
        this.actors = actors;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Nothing before there is a team that could own it. */
    @Override
    public List<Offer> offers() {
        if (teams.names().isEmpty()) {
            return List.of();
        }
        ObjectNode form = FORM.deepCopy();
        List<String> names =
                skeletons.templates().stream().map(DockerTemplate::name).toList();
        form.withObject("properties").withObject("template").set("enum", Json.array(names));
        ObjectNode invocation = Json.object().put("type", TYPE).put("idempotent", true);
        invocation.set("retry", RETRY);
        return List.of(new Offer(Offer.definition(WORDS, "CREATE", form, invocation), Json.object(), Instant.EPOCH));
    }

    @Override
    public Optional<Offer> offer(String identifier) {
        return identifier.equals(WORDS.identifier()) ? ActionHandler.super.offer(identifier) : Optional.empty();
    }

    @Override
    public Plan plan(Asked asked) {
        NewService wanted;
        try {
            wanted = NewService.of(asked.inputs());
        } catch (InvalidInput unfinished) {
            return new Plan(taken(asked.inputs(), asked.by()), List.of(), null);
        }
        List<Problem> problems = taken(asked.inputs(), asked.by());
        List<Piece> items = List.of(
                new Piece(
                        Effect.CREATED, "Repository %s/%s".formatted(wanted.team(), wanted.name()), wanted.template()),
                new Piece(Effect.CREATED, "services/%s/values.yaml".formatted(wanted.name()), "in platform/values"),
                new Piece(Effect.CREATED, "Service %s".formatted(wanted.name()), "in the catalog"));
        return new Plan(problems, items, null);
    }

    /** What is in the way, by input, as far as it is filled in. */
    private List<Problem> taken(ObjectNode inputs, Actor by) {
        List<Problem> problems = new ArrayList<>();
        String name = Json.textAt(inputs, "name");
        String team = Json.textAt(inputs, "team");
        if (team != null && !by.isAdmin() && !by.teams().contains(team)) {
            problems.add(problem("team", "you are not in \"%s\"; choose a team of yours".formatted(team)));
        }
        if (name == null || !NewService.NAME.matcher(name).matches()) {
            return problems;
        }
        if (services.isTaken(name)) {
            problems.add(problem("name", "there is a service \"%s\" in delivery, or values of one".formatted(name)));
        } else if (entity.isThere(name)) {
            problems.add(problem("name", "the catalog has a service \"%s\" already".formatted(name)));
        } else if (team != null
                && repositories.find(RepositoryName.of(team, name)).isPresent()) {
            problems.add(problem("name", "there is a repository %s/%s".formatted(team, name)));
        }
        return problems;
    }

    private static Problem problem(String input, String message) {
        return new Problem("properties." + input, message);
    }

    @Override
    public Done carryOut(Work work) {
        NewService wanted = NewService.of(work.inputs());
        Actor actor = actors.named(work.by(), "create-service")
                .orElseThrow(() -> new Refused("%s is not there any more".formatted(work.by())));
        HostedRepository made = creation.create(new Creation.Order(work.key(), work.run(), wanted, actor, work.log()));
        ObjectNode output = Json.object()
                .put("service", wanted.name())
                .put("repository", made.name().toString())
                .put("url", "/deliveries/" + wanted.name());
        return new Done(output, "The service %s is made; its code is in %s".formatted(wanted.name(), made.name()));
    }
}
