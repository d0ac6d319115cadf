package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeRequestTests extends OnChangeRequests {

    @Test
    void isMergedOnceSomebodyElseApproved() {
        String head = pushed("feature", "b.txt", "new\n");
        String request = opened("feature");
        assertThat(shown(request).at("/changeRequest/head").stringValue()).isEqualTo(head);
        assertThat(developer
                        .api()
                        .get(request + "/changes")
                        .at("/comparison/diff/files/0/newPath")
                        .stringValue())
                .isEqualTo("b.txt");

        Reply early = merged(developer.api(), request);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.error()).isEqualTo("merge_blocked");
        assertThat(early.at("/message").stringValue()).contains("0 of 1 approvals are there");
        assertThat(approved(colleague, request).status()).isEqualTo(201);
        assertThat(shown(request).at("/mergeability/state").stringValue()).isEqualTo("CLEAN");
        Reply merge = developer
                .api()
                .post(request + "/merge", "{'expectedHead': '%s', 'deleteSource': true}".formatted(head));

        assertThat(merge.status()).as(merge.text()).isEqualTo(200);
        String commit = merge.at("/changeRequest/mergeCommit").stringValue();
        mine.done("pull", "--quiet", "--prune");
        assertThat(mine.read("b.txt")).isEqualTo("new\n");
        assertThat(mine.done("rev-parse", "HEAD")).isEqualTo(commit);
        assertThat(mine.done("log", "-1", "--format=%s")).isEqualTo("Merge #1 from feature");
        assertThat(mine.done("branch", "--remotes")).doesNotContain("feature");
        Reply again = merged(developer.api(), request);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/changeRequest/mergeCommit").stringValue()).isEqualTo(commit);
        assertThat(audited("git_ref", repository + ":refs/heads/main")).hasSize(2);
    }

    @Test
    void isMergedAsOneCommitWhereThatIsWanted() {
        pushed("feature", "b.txt", "1\n");
        mine.done("checkout", "--quiet", "feature");
        mine.commit("c.txt", "1\n");
        mine.done("push", "origin", "feature");
        mine.done("checkout", "--quiet", "main");
        String request = opened("feature");
        approved(colleague, request);

        colleague.api().post(request + "/merge", "{'method': 'SQUASH'}");

        mine.done("pull", "--quiet");
        assertThat(mine.done("log", "-1", "--format=%s|%ae|%ce|%p"))
                .startsWith("Merge feature (#1)|%s|%s|".formatted(developer.email(), colleague.email()));
        assertThat(mine.done("rev-list", "--count", "HEAD")).isEqualTo("2");
    }

    @Test
    void keepsWhatPeopleSayOfItAndOfItsLines() {
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        Api reader = person().api();
        Reply comment = reader.post(
                request + "/comments", "{'body': 'Why?', 'at': {'path': 'b.txt', 'line': 1, 'side': 'NEW'}}");
        String id = comment.at("/comment/id").stringValue();

        assertThat(comment.at("/comment/at/commit").stringValue()).isEqualTo(head);
        assertThat(developer
                        .api()
                        .patch(request + "/comments/" + id, "{'body': 'Mine'}")
                        .status())
                .isEqualTo(403);
        assertThat(reader.patch(request + "/comments/" + id, "{'body': 'Why not?'}")
                        .at("/comment/editedAt")
                        .isString())
                .isTrue();
        assertThat(reader.post(request + "/comments", "{'body': ' '}").status()).isEqualTo(422);
        assertThat(bodies(request)).containsExactly("Why not?");
        assertThat(developer.api().delete(request + "/comments/" + id).status()).isEqualTo(403);
        assertThat(reader.delete(request + "/comments/" + id).status()).isEqualTo(200);
        assertThat(bodies(request)).isEmpty();
    }

    @Test
    void hasOneCommentOfAMachineThatIsReplacedInPlace() {
        pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        Api machine = member(team);
        machine.put(request + "/bot-comments/tests", "{'body': '1 failed'}");
        machine.post(request + "/comments", "{'body': 'Looking'}");

        machine.put(request + "/bot-comments/tests", "{'body': 'All passed'}");

        assertThat(bodies(request)).containsExactly("All passed", "Looking");
        assertThat(member(team())
                        .put(request + "/bot-comments/tests", "{'body': 'x'}")
                        .status())
                .isEqualTo(403);
    }

    private List<String> bodies(String request) {
        return developer
                .api()
                .get(request + "/comments")
                .at("/comments")
                .valueStream()
                .map(comment -> comment.at("/body").stringValue())
                .toList();
    }

    @Test
    void isOpenOnceBetweenTwoBranches() {
        pushed("feature", "b.txt", "1\n");
        opened("feature");

        Reply again = developer.api().post(requests(), "{'title': 'Again', 'source': 'feature'}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/details/number").intValue()).isEqualTo(1);
        assertThat(developer
                        .api()
                        .post(requests(), "{'title': 'No', 'source': 'main'}")
                        .status())
                .isEqualTo(422);
        assertThat(developer
                        .api()
                        .post(requests(), "{'title': 'No', 'source': 'nothing'}")
                        .status())
                .isEqualTo(404);
        mine.done("push", "origin", "main:same");
        assertThat(developer
                        .api()
                        .post(requests(), "{'title': 'No', 'source': 'same'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void isClosedWithItsBranchAndReopened() {
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        assertThat(person().api().post(request + "/close", "{}").status()).isEqualTo(403);
        developer.api().post(request + "/close", "{}");
        assertThat(state(request)).isEqualTo("CLOSED");
        assertThat(merged(developer.api(), request).error()).isEqualTo("not_open");
        developer.api().post(request + "/reopen", "{}");
        assertThat(state(request)).isEqualTo("OPEN");

        mine.done("push", "origin", ":feature");

        assertThat(state(request)).isEqualTo("CLOSED");
        assertThat(developer.api().get(request + "/changes").status()).isEqualTo(200);
        assertThat(developer.api().post(request + "/reopen", "{}").status()).isEqualTo(404);
        assertThat(new GitProgram(folderOf(repository)).done("for-each-ref", "refs/changes"))
                .contains(head);
        assertThat(mine.done("ls-remote", "origin")).doesNotContain("refs/changes");
    }

    @Test
    void isMergedByAPushOfTheSameCommits() {
        developer.api().patch(at(repository), "{'protection': {'enabled': false}}");
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");

        mine.done("push", "origin", "feature:main");

        assertThat(state(request)).isEqualTo("MERGED");
        assertThat(shown(request).at("/changeRequest/mergeCommit").stringValue())
                .isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MERGE", "SQUASH"})
    void isMergedOnceByRacingMerges(String method) {
        pushed("feature", "b.txt", "1\n");
        pushed("other", "c.txt", "1\n");
        String request = opened("feature");
        String other = opened("other");
        approved(colleague, request);
        approved(colleague, other);
        List<CompletableFuture<Reply>> merges = List.of(request, other, request, request).stream()
                .map(one -> CompletableFuture.supplyAsync(
                        () -> colleague.api().post(one + "/merge", "{'method': '%s'}".formatted(method))))
                .toList();

        assertThat(merges)
                .allSatisfy(merge -> assertThat(merge.join().status())
                        .as(merge.join().text())
                        .isEqualTo(200));
        assertThat(audited("git_ref", repository + ":refs/heads/main")).hasSize(3);
        mine.done("pull", "--quiet");
        assertThat(mine.read("b.txt")).isEqualTo(mine.read("c.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MERGE", "SQUASH"})
    void isKnownToBeMergedAlsoAfterACrashBetweenGitAndTheDatabase(String method) {
        pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        GitProgram onDisk = new GitProgram(folderOf(repository));
        String main = onDisk.done("rev-parse", "main");
        String commit = method.equals("MERGE")
                ? onDisk.done("commit-tree", "feature^{tree}", "-p", main, "-p", "feature", "-m", "Merged")
                : onDisk.done("commit-tree", "feature^{tree}", "-p", main, "-m", "Merged");
        onDisk.done("update-ref", "-m", "fairway: merge change request 1", "refs/heads/main", commit, main);

        run("settle-pushes");

        assertThat(state(request)).isEqualTo("MERGED");
        assertThat(shown(request).at("/changeRequest/mergeCommit").stringValue())
                .isEqualTo(commit);
    }

    @Test
    void isMergedOnlyByThoseWhoMayWrite() {
        pushed("feature", "b.txt", "1\n");
        Person stranger = person(team());
        Reply reply = stranger.api().post(requests(), "{'title': 'Theirs', 'source': 'feature'}");
        String request = requests() + "/" + reply.at("/changeRequest/number").intValue();
        approved(colleague, request);

        assertThat(merged(stranger.api(), request).status()).isEqualTo(403);
        assertThat(merged(colleague.api(), request).status()).isEqualTo(200);
    }

    @Test
    void tellsAuthorAndReviewers() {
        pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        colleague.api().post(request + "/comments", "{'body': 'Fine'}");
        approved(colleague, request);
        merged(colleague.api(), request);

        assertThat(told(colleague))
                .contains(developer.email() + " asks to merge into " + repository + ": Merge feature");
        assertThat(told(developer))
                .contains(
                        "Approved: Merge feature",
                        "Merged: Merge feature",
                        colleague.email() + " commented: Merge feature");
    }

    private static List<String> told(Person person) {
        return person.api()
                .get("/v1/notifications")
                .at("/notifications")
                .valueStream()
                .map(notice -> notice.at("/subject").stringValue())
                .toList();
    }
}
