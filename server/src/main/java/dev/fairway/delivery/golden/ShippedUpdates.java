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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Proposes to the platform team what a newer Fairway ships for the golden paths: a three-way merge of what was shipped before, what
 * is shipped now, and what the platform team made of it. The branch {@code shipped} remembers what was proposed last; until somebody
 * has merged or closed that, nothing else is proposed.
 */
@Component
class ShippedUpdates implements RecurringJob {

    static final String SHIPPED = "shipped";
    static final String PROPOSED = "take-over-shipped";

    private static final int MOST_NAMED = 100;
    private static final String TITLE = "Take over what Fairway ships now";

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
        return paths.isThere() ? follow(GoldenPaths.shipped()) : "nobody needed the golden paths yet";
    }

    /** One after the other. @param shipped texts by their paths */
    synchronized String follow(Map<String, String> shipped) {
        HostedRepository repository = paths.repository();
        ChangeRequest.Branches branches = new ChangeRequest.Branches(PROPOSED, OwnRepositories.BRANCH);
        Optional<ChangeRequest> open = requests.findOpen(repository, branches);
        if (open.isPresent()) {
            return "%s waits".formatted(open.get().name());
        }
        String base =
                contents.head(repository, SHIPPED).orElseGet(() -> history.first(repository, OwnRepositories.BRANCH));
        List<FileChange> newer = newer(repository, base, shipped);
        if (newer.isEmpty()) {
            return "nothing newer";
        }
        String head = paths.head(repository);
        Update update = update(repository, base, head, newer);
        String said = update.changes().isEmpty() ? "it is there already" : proposed(repository, branches, head, update);
        commits.write(repository, Place.on(SHIPPED).beginningAt(base), Actor.SYSTEM, TITLE, newer);
        return said;
    }

    /** @param clashing files of which both changed the same lines, and the newer ones are proposed as they are */
    private record Update(List<FileChange> changes, List<String> clashing) {}

    private List<FileChange> newer(HostedRepository repository, String base, Map<String, String> shipped) {
        List<FileChange> newer = new ArrayList<>();
        shipped.forEach((path, text) -> {
            if (!text.equals(text(repository, base, path))) {
                newer.add(FileChange.write(path, text));
            }
        });
        history.changedPaths(repository, null, base).stream()
                .filter(path -> !shipped.containsKey(path))
                .filter(GoldenPaths::isInShippedFolder)
                .map(FileChange::delete)
                .forEach(newer::add);
        return newer;
    }

    private Update update(HostedRepository repository, String base, String head, List<FileChange> newer) {
        List<FileChange> changes = new ArrayList<>();
        List<String> clashing = new ArrayList<>();
        for (FileChange change : newer) {
            String path = change.path();
            String own = text(repository, head, path);
            MergedFile merged = MergedFile.of(path, text(repository, base, path), own, text(change));
            if (!merged.clashes().isEmpty()) {
                clashing.add(path);
                changes.add(change);
            } else if (!Objects.equals(merged.text(), own)) {
                changes.add(merged.text() == null ? FileChange.delete(path) : FileChange.write(path, merged.text()));
            }
        }
        return new Update(changes, clashing);
    }

    private String proposed(HostedRepository repository, ChangeRequest.Branches branches, String head, Update update) {
        commits.write(repository, Place.on(PROPOSED).upon(head), Actor.SYSTEM, TITLE, update.changes());
        ChangeRequest.Text text = new ChangeRequest.Text(TITLE, description(update.clashing()));
        return "proposed as %s"
                .formatted(proposals
                        .open(repository, new Proposals.Proposal(text, branches, List.of()), Actor.SYSTEM)
                        .name());
    }

    private static String description(List<String> clashing) {
        StringBuilder text = new StringBuilder("""
                A newer Fairway brings newer golden paths. What you changed of them is kept where both did not change the same lines.

                Close this request to stay with what is here; what is shipped later is proposed again.
                """);
        if (!clashing.isEmpty()) {
            text.append("\n**Both changed the same lines of these, and merging this loses yours:**\n\n");
            clashing.stream().limit(MOST_NAMED).forEach(path -> text.append("- `%s`\n".formatted(path)));
        }
        return text.toString();
    }

    private @Nullable String text(HostedRepository repository, String commit, String path) {
        return contents.text(repository, new At(commit, path)).orElse(null);
    }

    private static @Nullable String text(FileChange change) {
        byte[] content = change.content();
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }
}
