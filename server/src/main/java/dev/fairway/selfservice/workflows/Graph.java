package dev.fairway.selfservice.workflows;

import dev.fairway.shared.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The nodes of a workflow and the ways between them. There is no way back, so each node is come to once at most. */
public final class Graph {

    /** The only node of an action. */
    public static final String ACTION = "action";

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Connection> connections;

    private Graph(List<Node> nodes, List<Connection> connections) {
        nodes.forEach(node -> this.nodes.put(node.identifier(), node));
        this.connections = connections;
    }

    /** @param written {@code {nodes, connections}} */
    public static Graph of(ObjectNode written) {
        return new Graph(
                written.path("nodes").valueStream().map(Node::ofWorkflow).toList(),
                written.path("connections").valueStream().map(Connection::of).toList());
    }

    /** An action is one node without ways. */
    public static Graph ofAction(ObjectNode invocation) {
        ObjectNode node = Json.object().put("identifier", ACTION);
        node.set("config", invocation);
        return new Graph(List.of(Node.of(node)), List.of());
    }

    public Node node(String identifier) {
        Node node = nodes.get(identifier);
        if (node == null) {
            throw new IllegalArgumentException("There is no node \"%s\"".formatted(identifier));
        }
        return node;
    }

    public List<Node> triggers() {
        return nodes.values().stream().filter(node -> node.type().isTrigger()).toList();
    }

    /** Where it goes on behind a node. @param outlet the one that was chosen; null where there are none */
    public Optional<Node> after(String node, @Nullable String outlet) {
        return connections.stream()
                .filter(connection -> connection.source().equals(node))
                .filter(connection -> outlet == null
                        ? connection.outlet() == null || connection.isFallback()
                        : outlet.equals(connection.outlet()))
                .findFirst()
                .flatMap(connection -> Optional.ofNullable(nodes.get(connection.target())));
    }

    /** Whether a way leads from one node to another. */
    public boolean reaches(String from, String to) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String at = open.pop();
            for (Connection connection : connections) {
                if (connection.source().equals(at) && seen.add(connection.target())) {
                    open.push(connection.target());
                }
            }
        }
        return seen.contains(to);
    }

    /** Those that nothing leads to from a trigger. */
    public List<Node> unreachable() {
        return nodes.values().stream()
                .filter(node -> !node.type().isTrigger())
                .filter(node ->
                        triggers().stream().noneMatch(trigger -> reaches(trigger.identifier(), node.identifier())))
                .toList();
    }
}
