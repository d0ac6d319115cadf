package dev.fairway.delivery.builds;

import dev.fairway.delivery.builds.Scan.Level;
import dev.fairway.delivery.builds.Scan.ScanFinding;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlainOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads findings as static analysis and vulnerability scanners write them: SARIF 2.1.0 (OASIS). A result without a level has that
 * of its rule, and {@code warning} where that says nothing either (section 3.27.10); what was suppressed does not count.
 */
final class Sarif {

    private static final int MOST_FINDINGS = 50;
    private static final int MOST_TOOLS = 10;
    private static final int LONGEST = 300;

    private final Set<String> tools = new LinkedHashSet<>();
    private final List<ScanFinding> findings = new ArrayList<>();

    private Sarif() {}

    static boolean isOne(JsonNode document) {
        return document.path("version").asString("").startsWith("2.1")
                && document.path("runs").isArray();
    }

    /** @param documents each of which {@link #isOne is one} @param components null where they are not known */
    static Scan read(List<JsonNode> documents, @Nullable Integer components) {
        Sarif read = new Sarif();
        documents.forEach(document -> document.path("runs").forEach(read::run));
        read.findings.sort(Comparator.comparing(ScanFinding::level));
        return new Scan(
                read.tools.stream().limit(MOST_TOOLS).toList(),
                components,
                read.count(Level.ERROR),
                read.count(Level.WARNING),
                read.count(Level.NOTE),
                read.findings.stream().limit(MOST_FINDINGS).toList());
    }

    private int count(Level level) {
        return (int)
                findings.stream().filter(finding -> finding.level() == level).count();
    }

    private void run(JsonNode run) {
        JsonNode driver = run.path("tool").path("driver");
        tools.add(plain(driver.path("name").asString("a scanner")));
        run.path("results").forEach(result -> {
            if (result.path("suppressions").isEmpty()) {
                Level level = level(result, driver.path("rules"));
                if (level != null) {
                    findings.add(finding(level, result));
                }
            }
        });
    }

    /** @return null for what says that nothing is wrong */
    private static @Nullable Level level(JsonNode result, JsonNode rules) {
        String kind = result.path("kind").asString("fail");
        String level = result.path("level").asString("");
        if (level.isEmpty()) {
            level = rule(result, rules)
                    .path("defaultConfiguration")
                    .path("level")
                    .asString(kind.equals("fail") ? "warning" : "none");
        }
        return switch (level) {
            case "error" -> Level.ERROR;
            case "warning" -> Level.WARNING;
            case "note" -> Level.NOTE;
            default -> null;
        };
    }

    private static JsonNode rule(JsonNode result, JsonNode rules) {
        JsonNode indexed = rules.path(result.path("ruleIndex").asInt(-1));
        if (!indexed.isMissingNode()) {
            return indexed;
        }
        String id = result.path("ruleId").asString("");
        for (JsonNode rule : rules) {
            if (rule.path("id").asString("").equals(id)) {
                return rule;
            }
        }
        return Json.nothing();
    }

    private static ScanFinding finding(Level level, JsonNode result) {
        JsonNode place = result.path("locations").path(0).path("physicalLocation");
        String file = Json.textAt(place.path("artifactLocation"), "uri");
        return new ScanFinding(
                level,
                plain(result.path("ruleId").asString("")),
                plain(result.path("message").path("text").asString("")),
                file == null ? null : plain(file),
                Math.max(0, place.path("region").path("startLine").asInt(0)));
    }

    private static String plain(String text) {
        String line = PlainOutput.of(text).strip().lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
