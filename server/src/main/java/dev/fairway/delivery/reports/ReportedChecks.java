package dev.fairway.delivery.reports;

import dev.fairway.delivery.changes.Checks;
import java.util.List;

/** One kind of reports, as the checks that they are of their commits. */
public interface ReportedChecks {

    List<Checks.Report> checks(String repositoryId, String commit);
}
