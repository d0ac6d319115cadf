package dev.fairway.catalog.changes;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** Tells open pages which entities changed. They read the entity itself where they need it. */
@RestController
class LiveController {

    private static final int BURST = 50;

    private final Map<SseEmitter, Set<String>> open = new ConcurrentHashMap<>();

    LiveController(ChangeFeed feed) {
        feed.listen(this::tell);
    }

    /** @param blueprint only changes of these; empty for all */
    @GetMapping("/v1/events")
    @Requires(Permission.MEMBER)
    SseEmitter events(@RequestParam(required = false) @Nullable List<String> blueprint) throws IOException {
        SseEmitter emitter = new SseEmitter(0L);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onTimeout(() -> open.remove(emitter));
        emitter.onError(gone -> open.remove(emitter));
        emitter.send(SseEmitter.event().comment("open"));
        open.put(emitter, names(blueprint));
        return emitter;
    }

    /** Keeps proxies from closing quiet connections, and finds those whose browser is gone. */
    @Scheduled(fixedDelay = 20_000)
    void keepOpen() {
        open.keySet().forEach(emitter -> send(emitter, SseEmitter.event().comment("still here")));
    }

    /** An open stream would hold the shutdown up until its time is over. */
    @EventListener(ContextClosedEvent.class)
    void closeAll() {
        open.keySet().forEach(SseEmitter::complete);
    }

    private void tell(List<EntityChanged> changes) {
        open.forEach((emitter, blueprints) -> {
            List<EntityChanged> wanted = changes.stream()
                    .filter(change -> blueprints.isEmpty() || blueprints.contains(change.blueprint()))
                    .toList();
            if (wanted.size() > BURST) {
                send(emitter, SseEmitter.event().name("lagged").data(Map.of("changes", wanted.size())));
                return;
            }
            wanted.forEach(change -> send(
                    emitter,
                    SseEmitter.event()
                            .name("entity")
                            .id(String.valueOf(change.id()))
                            .data(change)));
        });
    }

    private void send(SseEmitter emitter, SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            open.remove(emitter);
        }
    }

    private static Set<String> names(@Nullable List<String> parameters) {
        return parameters == null
                ? Set.of()
                : Set.copyOf(parameters.stream()
                        .flatMap(parameter -> Arrays.stream(parameter.split(",")))
                        .toList());
    }
}
