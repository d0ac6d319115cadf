package dev.fairway.catalog.graph;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.graph.Neighbourhood.Edge;
import dev.fairway.catalog.graph.Neighbourhood.Node;
import dev.fairway.catalog.graph.RelatedEntities.Related;
import dev.fairway.catalog.search.Entities;
import dev.fairway.shared.InvalidInput;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/blueprints/{blueprint}/entities/{identifier}")
class GraphController {

    private static final int DEEPEST = 3;

    record RelatedAnswer(boolean ok, List<Related> related) {}

    record GraphAnswer(boolean ok, List<Node> nodes, List<Edge> edges, boolean truncated) {}

    private final Blueprints blueprints;
    private final Entities entities;
    private final RelatedEntities related;
    private final Neighbourhood neighbourhood;

    GraphController(Blueprints blueprints, Entities entities, RelatedEntities related, Neighbourhood neighbourhood) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.related = related;
        this.neighbourhood = neighbourhood;
    }

    /** How many entities are related to this one, for each relation in either direction. */
    @GetMapping("/related")
    @Requires(Permission.MEMBER)
    RelatedAnswer related(@PathVariable String blueprint, @PathVariable String identifier, Actor actor) {
        Entity entity = entities.get(blueprints.get(blueprint), identifier, actor);
        return new RelatedAnswer(true, related.of(entity, actor));
    }

    /** The entities around one, at most 200, nearest first. */
    @GetMapping("/graph")
    @Requires(Permission.MEMBER)
    GraphAnswer graph(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam(defaultValue = "1") int depth,
            Actor actor) {
        if (depth < 1 || depth > DEEPEST) {
            throw new InvalidInput("depth", "%d is not between 1 and %d".formatted(depth, DEEPEST));
        }
        Entity entity = entities.get(blueprints.get(blueprint), identifier, actor);
        Neighbourhood.Graph graph = neighbourhood.around(entity, depth, actor);
        return new GraphAnswer(true, graph.nodes(), graph.edges(), graph.truncated());
    }
}
