package dev.fairway.delivery.testing;

import dev.fairway.delivery.changes.CheckResult;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.shared.InvalidInput;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What some tests of a commit came to.
 *
 * @param name of these tests among those of the commit, such as {@code unit}
 * @param tail last lines of what they printed; empty where nobody sent any
 * @param url where there is more
 */
public record TestReport(
        String commit,
        String name,
        TestCounts counts,
        @Nullable Double coverage,
        String tail,
        @Nullable String url,
        String reportedBy,
        Instant reportedAt) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    public TestReport {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "name", "\"%.60s\" is not 1 to 50 lower case letters, digits and hyphens".formatted(name));
        }
        if (!COMMIT.matcher(commit).matches()) {
            throw new InvalidInput("commit", "\"%.50s\" is not 40 hexadecimal digits".formatted(commit));
        }
        if (coverage != null && !(coverage >= 0 && coverage <= 100)) {
            throw new InvalidInput("coverage", "%s is no share in percent, from 0 to 100".formatted(coverage));
        }
    }

    /**
     * @param tests all of them
     * @param failed those that failed or broke off
     * @param seconds that they took together
     * @param failures the first ones that failed
     */
    public record TestCounts(int tests, int failed, int skipped, double seconds, List<Failure> failures) {

        public static final TestCounts NONE = new TestCounts(0, 0, 0, 0, List.of());

        public TestCounts {
            failures = List.copyOf(failures);
        }

        public int passed() {
            return tests - failed - skipped;
        }
    }

    /** @param message first line of why */
    public record Failure(String test, String message) {}

    /** Nothing failed, and something was tested. */
    public boolean isFine() {
        return counts.failed() == 0 && counts.tests() > 0;
    }

    /** As a check of its commit. */
    Checks.Report check() {
        CheckResult.State state = isFine() ? CheckResult.State.SUCCESS : CheckResult.State.FAILURE;
        return new Checks.Report("tests/" + name, state, summary(), url);
    }

    /** One line, such as {@code 3 of 214 failed, 2 skipped, 12.3 s, coverage 81.2 %}. */
    public String summary() {
        StringBuilder line = new StringBuilder();
        if (counts.tests() == 0) {
            line.append("no test was run");
        } else if (counts.failed() > 0) {
            line.append("%,d of %,d failed".formatted(counts.failed(), counts.tests()));
        } else {
            line.append("%,d passed".formatted(counts.passed()));
        }
        if (counts.skipped() > 0) {
            line.append(", %,d skipped".formatted(counts.skipped()));
        }
        line.append(", %.1f s".formatted(counts.seconds()));
        if (coverage != null) {
            line.append(", coverage %.1f %%".formatted(coverage));
        }
        return line.toString();
    }
}
