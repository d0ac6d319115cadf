package dev.fairway.catalog.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.imports.ImportPreview.Preview;
import dev.fairway.catalog.imports.Imports.Import;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.jq.Jq;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

@RestController
@RequestMapping("/v1")
class ImportController {

    private static final int LONGEST_JQ = 10_000;

    record PreviewAnswer(boolean ok, Preview preview) {}

    record ImportAnswer(boolean ok, @JsonProperty("import") Import work) {}

    record ImportsAnswer(boolean ok, List<Import> imports) {}

    record JqBody(@Nullable JsonNode input, @Nullable String query) {}

    record JqAnswer(boolean ok, JsonNode result) {}

    private final Imports imports;
    private final ImportPreview preview;
    private final ImportRunner runner;

    ImportController(Imports imports, ImportPreview preview, ImportRunner runner) {
        this.imports = imports;
        this.preview = preview;
        this.runner = runner;
    }

    /** Tries an import and changes nothing. */
    @PostMapping("/imports/preview")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.WRITE_ENTITIES)
    PreviewAnswer preview(@RequestBody ImportRequest request, Actor actor) {
        return new PreviewAnswer(true, preview.of(request, actor));
    }

    /** Starts to import a file through a mapping, in batches in the background. */
    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.WRITE_ENTITIES)
    ImportAnswer start(@RequestBody ImportRequest request, Actor actor) {
        return new ImportAnswer(true, runner.start(request, actor));
    }

    /** The latest imports with their progress. */
    @GetMapping("/imports")
    @Requires(Permission.MEMBER)
    ImportsAnswer list() {
        return new ImportsAnswer(true, imports.newest());
    }

    /** One import: how far it is, and what was refused and why. */
    @GetMapping("/imports/{id}")
    @Requires(Permission.MEMBER)
    ImportAnswer get(@PathVariable String id) {
        return new ImportAnswer(true, imports.get(id));
    }

    /** Stops an import after the batch that is being written. What was written stays. */
    @PostMapping("/imports/{id}/cancel")
    @Requires(Permission.WRITE_ENTITIES)
    ImportAnswer cancel(@PathVariable String id, Actor actor) {
        imports.cancel(id, actor);
        return new ImportAnswer(true, imports.get(id));
    }

    /** Runs a jq expression, for trying one out. */
    @PostMapping("/jq")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MEMBER)
    JqAnswer jq(@RequestBody JqBody body) {
        if (body.query() == null || body.query().length() > LONGEST_JQ) {
            throw new InvalidInput("query", "is a jq expression of at most %,d characters".formatted(LONGEST_JQ));
        }
        JsonNode input = body.input() == null ? NullNode.getInstance() : body.input();
        return new JqAnswer(true, Jq.first(body.query(), input).orElse(NullNode.getInstance()));
    }
}
