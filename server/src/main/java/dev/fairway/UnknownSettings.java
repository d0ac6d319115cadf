package dev.fairway;

import dev.fairway.shared.InvalidInput;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A misspelt variable would be ignored in silence; it stops the start instead. */
final class UnknownSettings {

    private static final String PREFIX = "FAIRWAY_";

    private static final List<String> KNOWN =
            Arrays.stream(Setting.values()).map(Setting::variable).toList();

    /** Settings of a module are {@code FAIRWAY_<MODULE>_…}; Spring checks those. Tests have variables of their own. */
    private static final List<String> OTHERS =
            List.of("FAIRWAY_ACCESS_", "FAIRWAY_E2E_", "FAIRWAY_POSTGRES_", "FAIRWAY_TEST_");

    private UnknownSettings() {}

    /** @throws InvalidInput naming the variable and the one that was probably meant */
    static void refuse(Collection<String> variables) {
        for (String variable : variables) {
            boolean ours = variable.startsWith(PREFIX) && OTHERS.stream().noneMatch(variable::startsWith);
            if (ours && !KNOWN.contains(variable)) {
                throw new InvalidInput(
                        variable, "is no setting of Fairway; %s was probably meant".formatted(nearest(variable)));
            }
        }
    }

    private static String nearest(String variable) {
        return KNOWN.stream()
                .min(Comparator.comparingInt(known -> distance(known, variable)))
                .orElseThrow();
    }

    /** Levenshtein's edit distance, one row at a time. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
