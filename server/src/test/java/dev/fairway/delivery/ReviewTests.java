package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a merge waits for: approvals, owners and checks. */
class ReviewTests extends OnChangeRequests {

    @Test
    void isNotApprovedByItsAuthorNorByACredential() {
        pushed("feature", "b.txt", "1\n");
        String request = opened("feature");

        assertThat(approved(developer, request).status()).isEqualTo(403);
        assertThat(member(team)
                        .post(request + "/reviews", "{'verdict': 'APPROVED'}")
                        .status())
                .isEqualTo(403);
        approved(person(), request);
        assertThat(reasons(request))
                .as("approved by somebody who may not write")
                .hasSize(1)
                .first()
                .asString()
                .contains("0 of 1");
    }

    @Test
    void isNotShownAsWhatABranchIsThatIsNamedLikeItsCommit() {
        String harmless = pushed("harmless", "harmless.txt", "1\n");
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        mine.done("push", "origin", harmless + ":refs/heads/" + head);

        assertThat(developer
                        .api()
                        .get(request + "/changes")
                        .at("/comparison/diff/files/0/newPath")
                        .stringValue())
                .isEqualTo("b.txt");
    }

    @Test
    void losesApprovalsThatAPushMadeStale() {
        pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        approved(colleague, request);
        String head = pushed("feature", "b.txt", "2\n");

        assertThat(shown(request).at("/changeRequest/head").stringValue()).isEqualTo(head);
        assertThat(merged(developer.api(), request).error()).isEqualTo("merge_blocked");
        developer.api().patch(at(repository), "{'protection': {'staleApprovals': false}}");
        assertThat(merged(developer.api(), request).status()).isEqualTo(200);
    }

    @Test
    void refusesReviewsAndMergesOfWhatIsNotTheNewest() {
        String old = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        pushed("feature", "b.txt", "2\n");

        assertThat(colleague
                        .api()
                        .post(request + "/reviews", "{'verdict': 'APPROVED', 'commit': '%s'}".formatted(old))
                        .error())
                .isEqualTo("branch_moved");
        approved(colleague, request);
        assertThat(developer
                        .api()
                        .post(request + "/merge", "{'expectedHead': '%s'}".formatted(old))
                        .error())
                .isEqualTo("branch_moved");
    }

    @Test
    void waitsForWhoeverAskedForChanges() {
        pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        approved(colleague, request);
        Person other = person(team);
        assertThat(other.api()
                        .post(request + "/reviews", "{'verdict': 'CHANGES_REQUESTED'}")
                        .status())
                .isEqualTo(422);
        other.api().post(request + "/reviews", "{'verdict': 'CHANGES_REQUESTED', 'body': 'Name it'}");

        assertThat(reasons(request)).containsExactly(other.email() + " asks for changes");
        approved(other, request);
        assertThat(merged(developer.api(), request).status()).isEqualTo(200);
    }

    @Test
    void namesThePathsOfAConflict() {
        pushed("one", "a.txt", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
        pushed("other", "a.txt", "1\n2\n3\n4\nFIVE\n6\n7\n8\n9\n");
        String one = opened("one");
        String other = opened("other");
        approved(colleague, one);
        approved(colleague, other);
        merged(developer.api(), one);

        Reply refused = merged(developer.api(), other);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("merge_conflict");
        assertThat(refused.at("/details/paths/0").stringValue()).isEqualTo("a.txt");
        assertThat(shown(other).at("/mergeability/state").stringValue()).isEqualTo("CONFLICTS");
        assertThat(state(other)).isEqualTo("OPEN");
    }

    @Test
    void mergesWhatIsBehindAndDoesNotConflict() {
        pushed("one", "a.txt", "one\n2\n3\n4\n5\n6\n7\n8\n9\n");
        pushed("other", "a.txt", "1\n2\n3\n4\n5\n6\n7\n8\nnine\n");
        String one = opened("one");
        String other = opened("other");
        approved(colleague, one);
        approved(colleague, other);

        merged(developer.api(), one);
        assertThat(merged(developer.api(), other).status()).isEqualTo(200);

        mine.done("pull", "--quiet");
        assertThat(mine.read("a.txt")).isEqualTo("one\n2\n3\n4\n5\n6\n7\n8\nnine\n");
    }

    @Test
    void needsTheOwnersOfWhatChanged() {
        String others = team();
        Person owner = person(others);
        pushed("owners", "CODEOWNERS", "* %s\n/docs/ @%s # papers\n*.md\n".formatted(colleague.email(), others));
        String first = opened("owners");
        approved(colleague, first);
        merged(developer.api(), first);
        mine.done("pull", "--quiet");
        mine.write("docs/deep/plan.txt", "1\n");
        mine.write("docs/free.md", "1\n");
        pushed("docs", "b.txt", "1\n");
        String request = opened("docs");

        approved(person(team), request);
        assertThat(reasons(request))
                .containsExactlyInAnyOrder(
                        colleague.email() + " has to approve b.txt",
                        "@%s has to approve docs/deep/plan.txt".formatted(others));
        assertThat(shown(request).at("/reviewers").toString()).contains(others).contains(colleague.email());
        assertThat(waiting(owner.api())).contains(request);
        approved(colleague, request);
        approved(owner, request);
        assertThat(waiting(owner.api())).doesNotContain(request);
        assertThat(merged(developer.api(), request).status()).isEqualTo(200);
    }

    private List<String> waiting(Api person) {
        return person.get("/v1/change-requests?review=true")
                .at("/changeRequests")
                .valueStream()
                .map(found -> "/v1/repositories/%s/%s/change-requests/%d"
                        .formatted(
                                found.at("/owner").stringValue(),
                                found.at("/repository").stringValue(),
                                found.at("/number").intValue()))
                .toList();
    }

    @Test
    void doesNotLetABranchNameItsOwnOwners() {
        pushed("owners", "CODEOWNERS", "* @%s\n".formatted(team()));
        String request = opened("owners");

        approved(colleague, request);

        assertThat(reasons(request)).isEmpty();
    }

    @Test
    void needsTheChecksThatAreRequired() {
        developer.api().patch(at(repository), """
                {'protection': {'requiredChecks': ['build', 'test'], 'requiredApprovals': 0}}""");
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        Api machine = member(team);

        assertThat(reasons(request))
                .containsExactly("the check \"build\" has not reported yet", "the check \"test\" has not reported yet");
        machine.put(request + "/checks/build", "{'state': 'SKIPPED'}");
        machine.put(
                request + "/checks/test", "{'state': 'FAILURE', 'summary': '1 of 2', 'commit': '%s'}".formatted(head));
        assertThat(reasons(request)).containsExactly("the check \"test\" is FAILURE");
        machine.put(request + "/checks/test", "{'state': 'SUCCESS', 'detailsUrl': 'https://ci.example.com/1'}");
        assertThat(shown(request).at("/checks").size()).isEqualTo(2);
        assertThat(machine.put(request + "/checks/test", "{'state': 'SUCCESS', 'detailsUrl': 'javascript:alert(1)'}")
                        .status())
                .isEqualTo(422);
        assertThat(merged(developer.api(), request).status()).isEqualTo(200);
    }

    @Test
    void needsTheChecksOfTheNewestCommit() {
        developer.api().patch(at(repository), """
                {'protection': {'requiredChecks': ['test'], 'requiredApprovals': 0}}""");
        pushed("feature", "b.txt", "1\n");
        String request = opened("feature");
        member(team).put(request + "/checks/test", "{'state': 'SUCCESS'}");
        assertThat(reasons(request)).isEmpty();

        pushed("feature", "b.txt", "2\n");

        assertThat(reasons(request)).containsExactly("the check \"test\" has not reported yet");
    }
}
