package dev.fairway.delivery.builds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in something that was built, and what scanners have against it.
 *
 * @param tools that looked for findings; empty where only its components are known
 * @param components how many it has by its bill of materials; null where there is none
 * @param findings the worst ones; there may be more, as the numbers say
 */
public record Scan(
        List<String> tools,
        @Nullable Integer components,
        int errors,
        int warnings,
        int notes,
        List<ScanFinding> findings) {

    public Scan {
        tools = List.copyOf(tools);
        findings = List.copyOf(findings);
    }

    public enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    /** @param file where it is; null where it is nowhere in particular @param line 0 for the whole file */
    public record ScanFinding(
            Level level,
            String rule,
            String message,
            @Nullable String file,
            int line) {}

    boolean isFine() {
        return errors == 0;
    }

    /** One line, such as {@code 2 errors, 5 warnings by trivy; 214 components}. It never claims what nobody looked for. */
    String summary() {
        String found = tools.isEmpty()
                ? "nobody looked for vulnerabilities"
                : "%s by %s".formatted(counts(), String.join(", ", tools));
        return components == null
                ? found
                : "%s; %,d %s".formatted(found, components, components == 1 ? "component" : "components");
    }

    private String counts() {
        return errors + warnings + notes == 0
                ? "nothing found"
                : "%s, %s, %s".formatted(count(errors, "error"), count(warnings, "warning"), count(notes, "note"));
    }

    private static String count(int number, String what) {
        return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
