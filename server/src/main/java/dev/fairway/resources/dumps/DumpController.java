package dev.fairway.resources.dumps;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/resource-dumps")
class DumpController {

    private static final int MOST = 200;

    /** @param next the place behind which the next page begins; null on the last */
    record DumpsAnswer(
            boolean ok, List<ObjectNode> dumps, @Nullable Long next) {}

    private final Dumps dumps;

    DumpController(Dumps dumps) {
        this.dumps = dumps;
    }

    /** Final dumps of deleted resources that the teams of whoever asks owned, the newest first; all of them to administrators. */
    @GetMapping
    @Requires(Permission.MEMBER)
    DumpsAnswer list(
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Slice<Dump, Long> page = Slice.of(limit, MOST, many -> dumps.newest(actor, before, many), Dump::place);
        return new DumpsAnswer(true, page.map(Dump::json), page.next());
    }
}
