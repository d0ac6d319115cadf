package dev.fairway.delivery.testing;

import dev.fairway.delivery.testing.TestReport.Failure;
import dev.fairway.shared.MarkdownText;
import java.util.List;

/** What a change request says of the tests of its newest commit, in Markdown. */
final class TestComment {

    private TestComment() {}

    /** @param reports of one commit, at least one @param room how many characters it may have */
    static String markdown(List<TestReport> reports, int room) {
        boolean isFine = reports.stream().allMatch(TestReport::isFine);
        StringBuilder text = new StringBuilder("**Tests of %.10s: %s**\n"
                .formatted(reports.getFirst().commit(), isFine ? "all passed" : "not all passed"));
        reports.forEach(report -> text.append("\n- `%s` %s%s"
                .formatted(
                        report.name(),
                        report.summary(),
                        report.url() == null ? "" : " ([more](%s))".formatted(report.url()))));
        text.append('\n');
        for (TestReport report : reports) {
            String more = details(report);
            if (text.length() + more.length() < room) {
                text.append(more);
            }
        }
        return text.toString();
    }

    private static String details(TestReport report) {
        StringBuilder text = new StringBuilder();
        List<Failure> failures = report.counts().failures();
        if (!failures.isEmpty()) {
            text.append("\n**Failed in %s**\n\n".formatted(report.name()));
            failures.forEach(failure -> text.append(
                    "- %s %s\n".formatted(MarkdownText.code(failure.test()), MarkdownText.plain(failure.message()))));
            int more = report.counts().failed() - failures.size();
            if (more > 0) {
                text.append("- and %,d more\n".formatted(more));
            }
        }
        if (!report.tail().isEmpty()) {
            text.append("\n<details%s><summary>The end of what %s printed</summary>\n\n%s\n</details>\n"
                    .formatted(report.isFine() ? "" : " open", report.name(), fenced(report.tail())));
        }
        return text.toString();
    }

    /** A fence is longer than any row of backticks inside. */
    private static String fenced(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return "%s text\n%s\n%s\n".formatted(fence, text, fence);
    }
}
