package dev.fairway.selfservice.executors;

import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Everything that this installation can carry out. */
@Component
public class Executors {

    private final Map<String, Executor> byType;

    Executors(List<Executor> executors, List<ActionHandler> handlers, WorkLog log, Foreseen foreseen) {
        Stream<Executor> handled = handlers.stream().map(handler -> new HandledWork(handler, log, foreseen));
        this.byType = Stream.concat(executors.stream(), handled)
                .collect(Collectors.toMap(Executor::type, Function.identity()));
    }

    /**
     * @param config of the work, as it was written
     * @param scope what its expressions see; secrets may be stars
     * @throws Refused when nothing here carries it out
     */
    public Executor of(ObjectNode config, ObjectNode scope) {
        String written = String.valueOf(Json.textAt(config, "type"));
        boolean isForAgent = written.equals("WEBHOOK") && AgentWebhook.isMeant(config, scope);
        String type = isForAgent ? AgentWebhook.TYPE : written;
        Executor executor = byType.get(type);
        if (executor == null) {
            throw new Refused("%s cannot be carried out by this installation".formatted(type));
        }
        return executor;
    }

    /** The one that an integration or an agent fetches such work from. @throws Refused when it is not fetched */
    public Executor.Pulled pulled(ObjectNode config) {
        String type = String.valueOf(Json.textAt(config, "type"));
        Executor executor = byType.get(type.equals("WEBHOOK") ? AgentWebhook.TYPE : type);
        if (executor instanceof Executor.Pulled pulled) {
            return pulled;
        }
        throw new Refused("%s is carried out by Fairway itself".formatted(type));
    }

    /** The one that such work is sent out by; null when it is not. */
    public Executor.@Nullable Outside outside(ObjectNode config) {
        return byType.get(String.valueOf(Json.textAt(config, "type"))) instanceof Executor.Outside outside
                ? outside
                : null;
    }

    /** The one by which it can be looked up whether such work arrived; null where it leaves no trace. */
    public @Nullable Traced traced(ObjectNode config) {
        return outside(config) instanceof Traced traced ? traced : null;
    }

    public boolean has(String type) {
        return byType.containsKey(type);
    }
}
