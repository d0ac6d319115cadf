package dev.fairway.delivery.testing;

import dev.fairway.delivery.testing.TestReport.Failure;
import java.util.List;

/** What a change request says of the tests of its newest commit, in Markdown. */
final class TestComment {

    private static final int LONGEST = 19_000;

    private TestComment() {}

    /** @param reports of one commit, at least one */
    static String markdown(List<TestReport> reports) {
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
            if (text.length() + more.length() < LONGEST) {
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
            failures.forEach(
                    failure -> text.append("- %s %s\n".formatted(code(failure.test()), plain(failure.message()))));
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

    private static String code(String text) {
        return "`%s`".formatted(text.replace('`', '\'').replaceAll("[\\r\\n]+", " "));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\`*_\\[\\]<>#|!])", "\\\\$1");
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
