package dev.fairway.delivery.builds;

import dev.fairway.delivery.changes.CheckResult;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.shared.InvalidInput;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a build made of a commit.
 *
 * @param name of this build among those of the commit, such as {@code image}
 * @param image null where it published none
 * @param scan null where nobody looked into it
 * @param seconds how long it took; null where nobody says
 * @param url where there is more
 */
public record BuildReport(
        String commit,
        String name,
        Outcome outcome,
        @Nullable BuiltImage image,
        @Nullable Scan scan,
        @Nullable Double seconds,
        @Nullable String url,
        String reportedBy,
        Instant reportedAt) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final double LONGEST = 1_000_000;

    public enum Outcome {
        SUCCESS,
        FAILURE
    }

    public BuildReport {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "name", "\"%.60s\" is not 1 to 50 lower case letters, digits and hyphens".formatted(name));
        }
        if (!COMMIT.matcher(commit).matches()) {
            throw new InvalidInput("commit", "\"%.50s\" is not 40 hexadecimal digits".formatted(commit));
        }
        if (seconds != null && !(seconds >= 0 && seconds <= LONGEST)) {
            throw new InvalidInput("seconds", "%s is no time from 0 to %,.0f seconds".formatted(seconds, LONGEST));
        }
        if (outcome == Outcome.FAILURE && image != null) {
            throw new InvalidInput("image", "is what a build made that succeeded; this one failed");
        }
    }

    /** What it comes to for its commit: how it ended, and where somebody looked into it, what was found. */
    List<Checks.Report> checks() {
        Checks.Report built = check("build/", outcome == Outcome.SUCCESS, summary());
        return scan == null ? List.of(built) : List.of(built, check("scan/", scan.isFine(), scan.summary()));
    }

    private Checks.Report check(String kind, boolean isFine, String summary) {
        CheckResult.State state = isFine ? CheckResult.State.SUCCESS : CheckResult.State.FAILURE;
        return new Checks.Report(kind + name, state, summary, url);
    }

    /** One line, such as {@code registry.example.com/harbor/parcel:1.4.0, 34.2 s}. */
    public String summary() {
        String made = image != null ? image.reference() : outcome == Outcome.SUCCESS ? "built" : "failed";
        return seconds == null ? made : "%s, %.1f s".formatted(made, seconds);
    }
}
