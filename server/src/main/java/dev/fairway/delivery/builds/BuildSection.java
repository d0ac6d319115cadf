package dev.fairway.delivery.builds;

import dev.fairway.delivery.builds.Scan.ScanFinding;
import dev.fairway.delivery.changes.CommitSection;
import dev.fairway.shared.MarkdownText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the comment of a change request says of its builds. */
@Component
@Order(1)
class BuildSection implements CommitSection {

    private static final int MOST_FINDINGS = 10;
    private static final int LONGEST = 5_000;

    private final BuildReports reports;

    BuildSection(BuildReports reports) {
        this.reports = reports;
    }

    @Override
    public Optional<String> markdown(String repositoryId, String commit, int room) {
        return Optional.of(reports.of(repositoryId, commit))
                .filter(found -> !found.isEmpty())
                .map(found -> text(found, Math.min(room, LONGEST)));
    }

    private static String text(List<BuildReport> reports, int room) {
        StringBuilder text = new StringBuilder(
                "**Builds of %.10s**\n".formatted(reports.getFirst().commit()));
        for (BuildReport report : reports) {
            text.append("\n- `%s` %s%s"
                    .formatted(
                            report.name(),
                            report.summary(),
                            report.url() == null ? "" : " ([more](%s))".formatted(report.url())));
            if (report.scan() != null) {
                text.append(": ").append(report.scan().summary());
            }
        }
        text.append('\n');
        reports.stream()
                .flatMap(report -> Optional.ofNullable(report.scan()).stream())
                .flatMap(scan -> scan.findings().stream())
                .limit(MOST_FINDINGS)
                .map(BuildSection::line)
                .filter(line -> text.length() + line.length() < room)
                .forEach(text::append);
        return text.toString();
    }

    private static String line(ScanFinding finding) {
        String line = finding.line() == 0 ? "" : ":" + finding.line();
        return "  - %s %s%s: %s\n"
                .formatted(
                        finding.level().name().toLowerCase(Locale.ROOT),
                        MarkdownText.code(finding.rule()),
                        finding.file() == null ? "" : " in " + MarkdownText.code(finding.file() + line),
                        MarkdownText.plain(finding.message()));
    }
}
