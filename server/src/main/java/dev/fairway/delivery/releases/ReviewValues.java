package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequestChanged;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.changes.CheckResult;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.changes.Comments;
import dev.fairway.delivery.changes.Outlooks;
import dev.fairway.delivery.changes.Outlooks.Outlook;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.render.DiffComment;
import dev.fairway.delivery.render.Footprint;
import dev.fairway.delivery.render.Objection;
import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says on each change request to {@code platform/values} what a merge would change in clusters: one comment, kept up to date,
 * and a check that fails where the values would make nothing that may run.
 */
@Component
class ReviewValues implements Chore {

    static final String COMMENT = "values";

    private static final String KIND = "review-values";
    /** Before the commits between which the main branch moved. */
    private static final String MOVED = "moved ";

    private static final int MOST_AGAIN = 100;
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST = 50_000;

    private final ChangeRequests requests;
    private final Outlooks outlooks;
    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final PlatformRepositories platform;
    private final Affected affected;
    private final RunningCosts costs;
    private final History history;
    private final Comments comments;
    private final Checks checks;
    private final Chores chores;
    private final TransactionTemplate transaction;

    ReviewValues(
            ChangeRequests requests,
            Outlooks outlooks,
            Releases releases,
            Environments environments,
            Releasing releasing,
            PlatformRepositories platform,
            Affected affected,
            RunningCosts costs,
            History history,
            Comments comments,
            Checks checks,
            Chores chores,
            TransactionTemplate transaction) {
        this.requests = requests;
        this.outlooks = outlooks;
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.platform = platform;
        this.affected = affected;
        this.costs = costs;
        this.history = history;
        this.comments = comments;
        this.checks = checks;
        this.chores = chores;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @EventListener
    void on(ChangeRequestChanged event) {
        ChangeRequest request = event.now();
        boolean isNew = event.earlier() == null
                || !event.earlier().commits().head().equals(request.commits().head())
                || event.earlier().state() != request.state();
        if (isNew
                && request.state() == ChangeRequest.State.OPEN
                && request.repository().equals(PlatformRepositories.VALUES)) {
            chores.add(KIND, String.valueOf(request.number()));
        }
    }

    /** What is on the main branch now may change what a merge would release. */
    @EventListener
    void on(Pushed push) {
        if (push.from() != null && push.moves(PlatformRepositories.VALUES.toString(), OwnRepositories.BRANCH)) {
            chores.add(KIND, "%s%s..%s".formatted(MOVED, push.from(), push.to()));
        }
    }

    /** What came of all slots so far. */
    private static final class Report {
        private final StringBuilder text = new StringBuilder();
        private int changed;
        private int unchanged;
        private int wrong;

        void add(Slot slot, String what) {
            changed++;
            if (changed <= MOST_SHOWN && text.length() + what.length() < LONGEST) {
                text.append("### %s\n\n%s\n".formatted(slot, what));
            }
        }

        String summary() {
            return "%d to change, %d as they are, %d that may not run".formatted(changed, unchanged, wrong);
        }

        String whole() {
            String more = changed > MOST_SHOWN ? "\n_%d more are not shown._\n".formatted(changed - MOST_SHOWN) : "";
            return "**What a merge releases:** %s.\n\n%s%s".formatted(summary(), text, more);
        }
    }

    @Override
    public void run(String id) {
        HostedRepository values = platform.values();
        if (id.startsWith(MOVED)) {
            reviewAgain(values, id.substring(MOVED.length()).split("\\.\\.", 2));
            return;
        }
        ChangeRequest request = requests.get(values, Integer.parseInt(id));
        if (request.state() == ChangeRequest.State.OPEN) {
            outlooks.of(values, request).ifPresent(outlook -> review(values, request, outlook));
        }
    }

    /** Those that change services which changed on the main branch too. */
    private void reviewAgain(HostedRepository values, String[] ends) {
        Set<String> moved = affected.services(history.changedPaths(values, ends[0], ends[1]));
        if (moved.isEmpty()) {
            return;
        }
        for (ChangeRequest request : requests.openInto(values.id(), OwnRepositories.BRANCH, MOST_AGAIN)) {
            ChangeRequest.Commits commits = request.commits();
            Set<String> touched = affected.services(history.changedPaths(values, commits.base(), commits.head()));
            if (!Collections.disjoint(moved, touched)) {
                chores.add(KIND, String.valueOf(request.number()));
            }
        }
    }

    private void review(HostedRepository values, ChangeRequest request, Outlook outlook) {
        String base = outlook.target();
        String head = outlook.merged();
        if (head == null) {
            String conflicts = String.join(", ", outlook.conflicts());
            String why = "nothing: it changes what %s changed otherwise"
                    .formatted(request.branches().target());
            keep(
                    values,
                    request,
                    "**What a merge releases:** %s. Settle `%s` on its branch, and push."
                            .formatted(why, conflicts.replace('`', '\'')),
                    new Checks.Report(COMMENT, CheckResult.State.FAILURE, why, null));
            return;
        }
        Set<String> paths = history.changedPaths(values, base, head);
        Report report = new Report();
        for (String service : affected.services(paths)) {
            Optional<Service> known = releases.service(service);
            if (known.isPresent()) {
                affected.environments(service, paths).stream()
                        .flatMap(name -> environments.find(name).stream())
                        .forEach(environment -> review(known.get(), environment, base, head, report));
            }
        }
        CheckResult.State state = report.wrong == 0 ? CheckResult.State.SUCCESS : CheckResult.State.FAILURE;
        keep(values, request, report.whole(), new Checks.Report(COMMENT, state, report.summary(), null));
    }

    private void keep(HostedRepository values, ChangeRequest request, String comment, Checks.Report check) {
        transaction.executeWithoutResult(status -> {
            comments.putBotComment(request, COMMENT, comment, Actor.SYSTEM);
            checks.report(values.id(), request.commits().head(), check, Actor.SYSTEM);
        });
    }

    private void review(Service service, DeployEnvironment environment, String base, String head, Report report) {
        Slot slot = new Slot(service.name(), environment.name());
        Map<String, String> release = releases.newest(slot).map(Releasing::file).orElse(Map.of());
        Rendered before = releasing.rendered(service, environment, base, release);
        Rendered after = releasing.rendered(service, environment, head, release);
        if (!after.problems().isEmpty()) {
            report.wrong++;
            report.add(slot, problems(after.problems()));
            return;
        }
        RenderedDiff diff = RenderedDiff.of(before.manifests(), after.manifests());
        List<Objection> objections = after.objections();
        boolean isDenied = objections.stream().anyMatch(one -> one.severity() == Severity.DENY);
        if (isDenied) {
            report.wrong++;
        }
        if (diff.objects().isEmpty() && !isDenied) {
            report.unchanged++;
            return;
        }
        report.add(
                slot,
                DiffComment.markdown(
                        diff,
                        objections,
                        Footprint.of(before.manifests()),
                        Footprint.of(after.manifests()),
                        monthly(before, after)));
    }

    private DiffComment.@Nullable Monthly monthly(Rendered before, Rendered after) {
        return costs.of(Footprint.of(before.manifests()), Footprint.of(after.manifests()))
                .map(cost -> new DiffComment.Monthly(cost.currency(), cost.before(), cost.after()))
                .orElse(null);
    }

    private static String problems(List<ValueProblem> problems) {
        StringBuilder text = new StringBuilder("These values make nothing:\n\n");
        problems.stream()
                .limit(MOST_SHOWN)
                .forEach(problem -> text.append("- `%s` %s %s\n"
                        .formatted(
                                problem.place().replace('`', '\''),
                                problem.path(),
                                problem.message().replaceAll("[\\r\\n]+", " "))));
        return text.toString();
    }
}
