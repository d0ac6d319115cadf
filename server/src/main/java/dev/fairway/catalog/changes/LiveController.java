package dev.fairway.catalog.changes;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.search.Readable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

    private final Map<SseEmitter, Listener> open = new ConcurrentHashMap<>();
    private final Readable readable;

    /**
     * @param blueprints only changes of these; empty for all
     * @param hidden blueprints of which the listener may not read everything
     */
    private record Listener(Set<String> blueprints, Set<String> hidden) {
        boolean wants(EntityChanged change) {
            return (blueprints.isEmpty() || blueprints.contains(change.blueprint()))
                    && !hidden.contains(change.blueprint());
        }
    }

    LiveController(ChangeFeed feed, Readable readable) {
        this.readable = readable;
        feed.listen(this::tell);
    }

    /** @param blueprint only changes of these; empty for all */
    @GetMapping("/v1/events")
    @Requires(Permission.MEMBER)
    SseEmitter events(@RequestParam(required = false) @Nullable List<String> blueprint, Actor actor)
            throws IOException {
        SseEmitter emitter = new SseEmitter(0L);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onTimeout(() -> open.remove(emitter));
        emitter.onError(gone -> open.remove(emitter));
        emitter.send(SseEmitter.event().comment("open"));
        open.put(emitter, new Listener(names(blueprint), hiddenFrom(actor)));
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
        open.forEach((emitter, listener) -> {
            List<EntityChanged> wanted =
                    changes.stream().filter(listener::wants).toList();
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

    private Set<String> hiddenFrom(Actor actor) {
        return readable.limitedFor(actor).stream().map(Blueprint::identifier).collect(Collectors.toSet());
    }

    private static Set<String> names(@Nullable List<String> parameters) {
        return parameters == null
                ? Set.of()
                : Set.copyOf(parameters.stream()
                        .flatMap(parameter -> Arrays.stream(parameter.split(",")))
                        .toList());
    }
}
