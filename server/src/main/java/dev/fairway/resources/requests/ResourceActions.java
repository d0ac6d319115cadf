package dev.fairway.resources.requests;

import dev.fairway.resources.servers.Servers;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code RESOURCE}: everything that can be asked for about resources. */
@Component
class ResourceActions implements ActionHandler {

    static final String TYPE = "RESOURCE";

    private final Map<String, Operation> operations;
    private final Servers servers;

    ResourceActions(List<Operation> operations, Servers servers) {
        this.servers = servers;
        this.operations = operations.stream().collect(Collectors.toMap(Operation::name, Function.identity()));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Nothing while no server is connected. */
    @Override
    public List<Offer> offers() {
        if (!servers.isAnyConnected()) {
            return List.of();
        }
        return operations.values().stream()
                .flatMap(operation -> operation.offers().stream())
                .sorted((one, other) -> one.identifier().compareTo(other.identifier()))
                .toList();
    }

    @Override
    public Plan plan(Asked asked) {
        return operation(asked.invocation()).plan(asked);
    }

    @Override
    public Done carryOut(Work work) {
        return operation(work.invocation()).carryOut(work);
    }

    private Operation operation(ObjectNode invocation) {
        String name = String.valueOf(Json.textAt(invocation, "operation"));
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new NotFound("operation", "name", name);
        }
        return operation;
    }
}
