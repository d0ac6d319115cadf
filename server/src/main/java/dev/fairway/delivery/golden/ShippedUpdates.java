package dev.fairway.delivery.golden;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.changes.Proposals;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.shared.jobs.RecurringJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Proposes to the platform team what a newer Fairway ships for the golden paths. The branch {@code shipped} holds just that, and
 * begins where the repository began: a merge of it is a three-way merge of what was shipped then, what is shipped now, and what
 * the platform team made of it.
 */
@Component
class ShippedUpdates implements RecurringJob {

    static final String BRANCH = "shipped";

    private static final ChangeRequest.Text TEXT = new ChangeRequest.Text("Take over what Fairway ships now", """
            A newer Fairway brings newer golden paths. What this company changed of them is kept where both did not change the same lines.

            Close this request to stay with what is here; what is shipped later is proposed again.""");

    private final GoldenPaths paths;
    private final Contents contents;
    private final History history;
    private final Commits commits;
    private final ChangeRequests requests;
    private final Proposals proposals;

    ShippedUpdates(
            GoldenPaths paths,
            Contents contents,
            History history,
            Commits commits,
            ChangeRequests requests,
            Proposals proposals) {
        this.paths = paths;
        this.contents = contents;
        this.history = history;
        this.commits = commits;
        this.requests = requests;
        this.proposals = proposals;
    }

    @Override
    public String name() {
        return "shipped-golden-paths";
    }

    @Override
    public String purpose() {
        return "Proposes what a newer Fairway ships for the golden paths";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return follow(GoldenPaths.shipped());
    }

    /** @param shipped texts by their paths */
    String follow(Map<String, String> shipped) {
        HostedRepository repository = paths.repository();
        Optional<String> before = contents.head(repository, BRANCH);
        String base = before.orElseGet(() -> history.first(repository, OwnRepositories.BRANCH));
        List<FileChange> changes = changes(repository, base, shipped);
        if (changes.isEmpty()) {
            return "nothing newer";
        }
        Place place = Place.on(BRANCH).beginningAt(base);
        commits.write(repository, place, Actor.SYSTEM, "Take over what Fairway ships", changes);
        if (isThere(repository, changes)) {
            return "it is there already";
        }
        ChangeRequest.Branches branches = new ChangeRequest.Branches(BRANCH, OwnRepositories.BRANCH);
        ChangeRequest request = requests.findOpen(repository, branches)
                .orElseGet(() ->
                        proposals.open(repository, new Proposals.Proposal(TEXT, branches, List.of()), Actor.SYSTEM));
        return "proposed as %s".formatted(request.name());
    }

    private List<FileChange> changes(HostedRepository repository, String base, Map<String, String> shipped) {
        List<FileChange> changes = new ArrayList<>();
        shipped.forEach((path, text) -> {
            if (!contents.text(repository, new At(base, path)).equals(Optional.of(text))) {
                changes.add(FileChange.write(path, text));
            }
        });
        history.changedPaths(repository, null, base).stream()
                .filter(path -> !shipped.containsKey(path))
                .filter(GoldenPaths::isInShippedFolder)
                .map(FileChange::delete)
                .forEach(changes::add);
        return changes;
    }

    /** The platform team may have taken it over by hand. */
    private boolean isThere(HostedRepository repository, List<FileChange> changes) {
        return changes.stream().allMatch(change -> {
            Optional<String> wanted =
                    Optional.ofNullable(change.content()).map(content -> new String(content, StandardCharsets.UTF_8));
            return contents.text(repository, new At(OwnRepositories.BRANCH, change.path()))
                    .equals(wanted);
        });
    }
}
