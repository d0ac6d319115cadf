package dev.fairway.delivery.charts;

import dev.fairway.access.Actor;
import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.changes.Proposals;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.delivery.releases.PlatformRepositories;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A chart that changed in {@code platform/golden-paths} counts once {@code platform/values} names it. That is proposed there, where
 * the review shows what it changes of every service; what is merged is released like any other change of values, and goes back
 * like one.
 */
@Component
class ProposeChart implements Chore {

    static final String BRANCH = "golden-paths/chart";

    private static final String KIND = "propose-chart";
    private static final String TITLE = "Render services by the newest chart";

    private final GoldenPaths paths;
    private final PlatformRepositories platform;
    private final History history;
    private final Commits commits;
    private final ChangeRequests requests;
    private final Proposals proposals;
    private final Chores chores;

    ProposeChart(
            GoldenPaths paths,
            PlatformRepositories platform,
            History history,
            Commits commits,
            ChangeRequests requests,
            Proposals proposals,
            Chores chores) {
        this.paths = paths;
        this.platform = platform;
        this.history = history;
        this.commits = commits;
        this.requests = requests;
        this.proposals = proposals;
        this.chores = chores;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** What is there from the beginning is what comes with Fairway, and counts already. */
    @EventListener
    void on(Pushed push) {
        if (push.from() != null && push.moves(GoldenPaths.NAME.toString(), OwnRepositories.BRANCH)) {
            chores.add(KIND, "%s..%s".formatted(push.from(), push.to()));
        }
    }

    @Override
    public void run(String id) {
        String[] ends = id.split("\\.\\.", 2);
        boolean hasChanged = history.changedPaths(paths.repository(), ends[0], ends[1]).stream()
                .anyMatch(GoldenPaths::isOfChart);
        if (hasChanged) {
            propose(paths.commit());
        }
    }

    private void propose(String commit) {
        HostedRepository values = platform.values();
        ChangeRequest.Branches branches = new ChangeRequest.Branches(BRANCH, OwnRepositories.BRANCH);
        String head = platform.head(values).orElseThrow();
        commits.write(
                values,
                Place.on(BRANCH).upon(head),
                Actor.SYSTEM,
                TITLE,
                List.of(FileChange.write(ValuesTree.fileOfChart(), ValuesTree.chart(commit))));
        if (requests.findOpen(values, branches).isEmpty()) {
            ChangeRequest.Text text = new ChangeRequest.Text(TITLE, """
                    The chart changed in `platform/golden-paths`. Once this is merged, all services are rendered by it, and those of which \
                    that changes something are released with the version that is there. What it changes where is said below.

                    Close this to stay with the chart that counts now; the next change of the chart is proposed again.
                    """);
            proposals.open(values, new Proposals.Proposal(text, branches, List.of()), Actor.SYSTEM);
        }
    }
}
