package dev.fairway.delivery.builds;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what tools left of something that was built. */
public final class Scans {

    private static final int MOST_FILES = 20;
    /** In characters, all files together. */
    public static final int LARGEST = 10_000_000;

    private Scans() {}

    /**
     * @param sbom bill of materials: text of a file in the JSON of CycloneDX; null for none
     * @param sarif texts of files with findings
     * @return null where there is neither
     * @throws InvalidInput naming the file that is none
     */
    public static @Nullable Scan read(@Nullable String sbom, List<String> sarif) {
        long size = sarif.stream().mapToLong(String::length).sum() + (sbom == null ? 0 : sbom.length());
        if (sarif.size() > MOST_FILES || size > LARGEST) {
            throw new InvalidInput(
                    "sarif",
                    "at most %d files are taken, which have %,d characters with the bill of materials"
                            .formatted(MOST_FILES, LARGEST));
        }
        if (sbom == null && sarif.isEmpty()) {
            return null;
        }
        List<JsonNode> documents = new ArrayList<>();
        for (int at = 0; at < sarif.size(); at++) {
            String field = "sarif[%d]".formatted(at);
            JsonNode document = json(field, sarif.get(at));
            if (!Sarif.isOne(document)) {
                throw new InvalidInput(field, "is no SARIF 2.1: it has no version 2.1.0 with a list of runs");
            }
            documents.add(document);
        }
        return Sarif.read(documents, sbom == null ? null : components(json("sbom", sbom)));
    }

    private static int components(JsonNode sbom) {
        if (!sbom.path("bomFormat").asString("").equals("CycloneDX")) {
            throw new InvalidInput("sbom", "is no CycloneDX: it has no bomFormat that says so");
        }
        return sbom.path("components").size();
    }

    private static JsonNode json(String field, String text) {
        try {
            return Json.read(text);
        } catch (JacksonException | InvalidInput broken) {
            throw new InvalidInput(field, "is no JSON");
        }
    }
}
