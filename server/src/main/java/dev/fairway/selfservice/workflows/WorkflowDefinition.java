package dev.fairway.selfservice.workflows;

import dev.fairway.selfservice.actions.Problems;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what somebody wrote about a workflow. */
final class WorkflowDefinition {

    private static final Pattern IDENTIFIER = Pattern.compile("(?!runs$|nodes$)[A-Za-z0-9@_:-]{1,60}");
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9@_.:-]{1,100}");
    private static final int MOST_NODES = 200;
    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 2_000;
    private static final Set<String> OURS = Set.of("createdAt", "createdBy", "updatedAt", "updatedBy", "id", "version");

    private final ObjectNode written;
    private final Problems problems = new Problems();
    /** Those whose type is known, by identifier. */
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private WorkflowDefinition(ObjectNode written) {
        this.written = written;
    }

    /** @throws InvalidInput naming everything that is wrong */
    static ObjectNode checked(ObjectNode body) {
        ObjectNode definition = body.deepCopy();
        definition.remove(OURS);
        WorkflowDefinition check = new WorkflowDefinition(definition);
        check.problems.checkSize(definition);
        check.problems.refuse();
        check.check();
        check.problems.refuse();
        return definition;
    }

    private void check() {
        String identifier = Json.textAt(written, "identifier");
        if (identifier == null || !IDENTIFIER.matcher(identifier).matches()) {
            problems.add(
                    "identifier",
                    "%s is not a valid identifier: 1 to 60 letters, digits or @ _ : -",
                    Problems.shown(written.get("identifier")));
        }
        problems.checkText(written, "title", MAX_TITLE);
        problems.checkText(written, "icon", MAX_TITLE);
        problems.checkText(written, "category", MAX_TITLE);
        problems.checkText(written, "description", MAX_DESCRIPTION);
        problems.checkFlag(written, "allowAnyoneToViewRuns");
        checkNodes();
        Set<String> left = new HashSet<>();
        JsonNode connections = written.path("connections");
        if (!Json.isNull(connections) && !connections.isArray()) {
            problems.add("connections", "%s is no list of connections", Problems.shown(connections));
            return;
        }
        for (int at = 0; at < connections.size(); at++) {
            checkConnection("connections[%d]".formatted(at), connections.get(at), left);
        }
        checkOutlets(left);
        checkWays();
    }

    private void checkNodes() {
        JsonNode list = written.path("nodes");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_NODES) {
            problems.add("nodes", "is a list of 1 to %d nodes", MOST_NODES);
            return;
        }
        for (int at = 0; at < list.size(); at++) {
            checkNode("nodes[%d].".formatted(at), list.get(at));
        }
        if (nodes.values().stream().noneMatch(node -> node.type().isTrigger())) {
            problems.add("nodes", "has no trigger, so that nothing would ever begin it");
        }
    }

    private void checkNode(String path, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            problems.add(path + "identifier", "%s is no node", Problems.shown(node));
            return;
        }
        String identifier = Json.textAt(object, "identifier");
        if (identifier == null || !NODE.matcher(identifier).matches()) {
            problems.add(
                    path + "identifier",
                    "%s is not a valid identifier: 1 to 100 letters, digits or @ _ . : -",
                    Problems.shown(object.get("identifier")));
            return;
        }
        if (nodes.containsKey(identifier)) {
            problems.add(path + "identifier", "\"%s\" is the identifier of another node", identifier);
            return;
        }
        ObjectNode config = Json.objectAt(object, "config");
        if (NodeType.of(String.valueOf(Json.textAt(config, "type"))).isEmpty()) {
            problems.add(path + "config.type", "%s is no type of nodes", Problems.shown(config.get("type")));
            return;
        }
        nodes.put(identifier, new Node(identifier, object));
        new NodeCheck(problems, path).check(object);
    }

    /** @param left what connections leave by so far: nodes, and outlets of nodes */
    private void checkConnection(String path, JsonNode written, Set<String> left) {
        if (!(written instanceof ObjectNode object)) {
            problems.add(path, "%s is no connection", Problems.shown(written));
            return;
        }
        problems.checkText(object, "description", path + ".", MAX_DESCRIPTION);
        Connection connection = Connection.of(object);
        Node source = nodes.get(connection.source());
        Node target = nodes.get(connection.target());
        if (source == null) {
            problems.add(path + ".sourceIdentifier", "\"%s\" is no node", connection.source());
        }
        if (target == null) {
            problems.add(path + ".targetIdentifier", "\"%s\" is no node", connection.target());
        }
        if (source == null || target == null) {
            return;
        }
        if (target.type().isTrigger()) {
            problems.add(path + ".targetIdentifier", "\"%s\" is a trigger; nothing leads to one", connection.target());
        }
        boolean needsOutlet = source.type().hasOutlets() && !connection.isFallback();
        if (needsOutlet && connection.outlet() == null) {
            problems.add(
                    path + ".sourceOutletIdentifier",
                    "says by which outlet of \"%s\" it leaves; it is missing",
                    connection.source());
        } else if (connection.outlet() != null && !source.outlets().contains(connection.outlet())) {
            problems.add(
                    path + ".sourceOutletIdentifier",
                    "\"%s\" is no outlet of \"%s\"",
                    connection.outlet(),
                    connection.source());
        }
        String key = connection.source() + " " + (connection.outlet() == null ? "" : connection.outlet());
        if (!left.add(key)) {
            problems.add(path, "is another way from \"%s\"; one way leaves each node or outlet", connection.source());
        }
    }

    /** All ways of a parallel node are taken, so each has to lead somewhere. */
    private void checkOutlets(Set<String> left) {
        for (Node node : nodes.values()) {
            if (node.type() == NodeType.PARALLEL) {
                for (String outlet : node.outlets()) {
                    if (!left.contains(node.identifier() + " " + outlet)) {
                        problems.add("connections", "none leaves \"%s\" by \"%s\"", node.identifier(), outlet);
                    }
                }
            }
        }
    }

    private void checkWays() {
        if (nodes.size() != written.path("nodes").size()) {
            return;
        }
        Graph graph = Graph.of(written);
        nodes.keySet().stream()
                .filter(node -> graph.reaches(node, node))
                .findFirst()
                .ifPresent(node ->
                        problems.add("connections", "lead from \"%s\" back to it, so that it would never end", node));
        checkButtons();
    }

    /** An outlet by which an answer goes on has to belong to a button that there is. */
    private void checkButtons() {
        nodes.values().stream()
                .filter(node -> node.type() == NodeType.INPUT)
                .forEach(node -> InputNode.of(node)
                        .strayOutlets()
                        .forEach(outlet -> problems.add(
                                "nodes",
                                "the outlet \"%s\" of \"%s\" belongs to the button \"%s\", which it does not have",
                                outlet.identifier(),
                                node.identifier(),
                                outlet.button())));
    }
}
