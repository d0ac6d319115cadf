package dev.fairway.delivery;

import static fairway.tables.delivery.Tables.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.delivery.GitHubServer.Hosted;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pull requests at GitHub that are tried in an environment without a cluster. */
class ExternalPreviewTests extends OnGitHub {

    private static final String PATH = "acme/parcel";

    private String environment;
    private Hosted parcel;
    private String repository;
    private String service;
    private int number;
    private String head;

    @BeforeEach
    void propose() {
        environment = unique("bay");
        switched("{'domain': '{service}-{change}.preview.example.com', 'hours': 48, 'most': 5}");
        parcel = hosted(PATH);
        repository = known(PATH);
        service = service(host + ":" + PATH);
        number = pulled(parcel, "wider");
        head = parcel.git.head("wider").orElseThrow();
    }

    @AfterEach
    void switchOff() {
        switched("null");
    }

    private void switched(String previews) {
        Reply reply = admin.put(
                "/v1/environments/" + environment,
                "{'title': 'Bay', 'position': 90, 'previews': %s}".formatted(previews));
        assertThat(reply.status()).as(reply.text()).isLessThan(300);
    }

    @Test
    void runsTheNewestCommitAndSaysSoInTheOneCommentBesideTheTests() {
        started("");
        await().until(() -> comment().contains(service + "-1.preview.example.com"));
        reported(developer.api(), repository, head, "unit", true);
        await().until(() -> comment().contains("all passed"));

        assertThat(comment())
                .startsWith("<!-- fairway:tests -->")
                .contains("**Tests of %.10s".formatted(head), "**Preview**", head, "until");
        parcel.git.push("wider", Map.of("wider.txt", "wider still"));
        String next = parcel.git.head("wider").orElseThrow();
        reported(developer.api(), repository, next, "unit", false);
        await().until(() -> comment().contains("not all passed"));
        assertThat(comment()).contains("**Preview**", head);
        started("");
        await().until(() -> comment().contains("Image `%s`".formatted(next)));

        assertThat(comment()).contains("not all passed");
        assertThat(parcel.comments).hasSize(1);
        assertThat(preview().path("tag").stringValue()).isEqualTo(next);
        assertThat(preview().path("commit").stringValue()).isEqualTo(next);
        assertThat(preview().path("release").stringValue()).isEqualTo("HANDED_OVER");
    }

    @Test
    void isFoundByItsServiceWithTheRequestAtItsHost() {
        started(", 'tag': 'tried'");

        Reply found = developer.api().get("/v1/deliveries/%s/previews".formatted(service));
        JsonNode one = found.at("/previews/0");
        assertThat(one.path("change").intValue()).isEqualTo(1);
        assertThat(one.path("name").stringValue()).isEqualTo(host + ":acme/parcel#1");
        assertThat(one.path("link").stringValue()).isEqualTo("https://github.example.com/acme/parcel/pull/1");
        assertThat(one.at("/preview/tag").stringValue()).isEqualTo("tried");
        assertThat(found.at("/outside/name").stringValue()).isEqualTo(host + ":acme/parcel");
        assertThat(found.at("/mayTry").booleanValue()).isTrue();
        assertThat(person().api()
                        .get("/v1/deliveries/%s/previews".formatted(service))
                        .at("/mayTry")
                        .booleanValue())
                .isFalse();
        assertThat(developer.api().get(previews()).at("/services/0").stringValue())
                .isEqualTo(service);
        int asked = github.calls().size();
        developer.api().get(previews());
        assertThat(github.calls()).hasSize(asked);
    }

    @Test
    void isAskedForByTheActionToo() {
        Reply run = asked(developer.api(), "deploy_service", """
                'service': '%s', 'environment': '%s', 'tag': '1.4', 'preview': true, 'change': 1""".formatted(service, environment));

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        assertThat(preview().path("tag").stringValue()).isEqualTo("1.4");
    }

    @Test
    void goesWhenItsHostTellsThatItWasMerged() {
        started("");
        await().until(() -> comment().contains("until"));

        parcel.merge(number);
        assertThat(toldOf(parcel, number).status()).isEqualTo(200);

        gone("Its change request was merged.");
        await().until(() -> comment().contains("is gone. Its change request was merged."));
        assertThat(parcel.comments).hasSize(1);
    }

    @Test
    void goesAlsoWhereWhatItsHostToldIsLost() {
        started("");
        parcel.close(number);
        await().until(() -> comment().contains("until"));
        int calls = github.calls().size();

        run("end-previews");
        assertThat(github.calls()).as("asked once an hour").hasSize(calls);
        assertThat(preview().path("state").stringValue()).isEqualTo("RUNNING");
        askedLongAgo();
        run("end-previews");

        gone("Its change request was closed.");
    }

    @Test
    void staysWhileItsHostIsAwayWhichHoldsUpNoOther() {
        started("");
        await().until(() -> comment().contains("until"));
        String away = service;
        String silent = repository;
        GitHubServer first = github;
        try (GitHubServer second = new GitHubServer()) {
            String before = host;
            host = unique("host");
            github = second;
            connected("GITHUB", second.url(), GitHubServer.TOKEN);
            parcel = hosted(PATH);
            repository = known(PATH);
            service = service(host + ":" + PATH);
            pulled(parcel, "wider");
            started("");
            await().until(() -> comment().contains("until"));
            parcel.close(1);
            askedLongAgo();
            for (int status : new int[] {503, 401, 404, 429}) {
                first.answerInstead(new Answer(status, Map.of("Retry-After", "1"), "{\"message\": \"no\"}"));
                db.update(PREVIEW)
                        .set(PREVIEW.ASKED_AT, OffsetDateTime.now().minusHours(3))
                        .where(PREVIEW.SERVICE.eq(away))
                        .execute();
                run("end-previews");
                assertThat(state(silent)).as("when it answers %d", status).isEqualTo("RUNNING");
            }

            gone("Its change request was closed.");
            first.answerInstead(null);
            admin.delete("/v1/git-hosts/" + host);
            assertThat(second.complaints()).isEmpty();
            host = before;
            github = first;
        }
    }

    @Test
    void endsWhenItsTimeIsOverAfterAReminderThatLeadsToItsHost() {
        started("");
        ends(OffsetDateTime.now().plusHours(3));
        run("end-previews");
        JsonNode told = await().until(
                        () -> developer
                                .api()
                                .get("/v1/notifications")
                                .at("/notifications")
                                .valueStream()
                                .filter(one -> one.path("kind").asString("").equals("preview-ends"))
                                .toList(),
                        some -> some.size() == 1)
                .getFirst();
        assertThat(told.path("link").stringValue()).isEqualTo("https://github.example.com/acme/parcel/pull/1");
        assertThat(told.toString()).contains(host + ":acme/parcel#1");

        Reply extended = developer.api().post(previews() + "/extend", "{'hours': 336}");
        assertThat(extended.status()).as(extended.text()).isEqualTo(200);
        assertThat(OffsetDateTime.parse(preview().path("endsAt").stringValue()))
                .isAfter(OffsetDateTime.now().plusHours(335));
        assertThat(developer.api().post(previews() + "/extend", "{'hours': 0}").text())
                .contains("two weeks");
        ends(OffsetDateTime.now().minusSeconds(1));
        run("end-previews");

        gone("Its time is over.");
    }

    @Test
    void canBeStoppedAndBegunAgain() {
        started("");

        Reply stopped = developer.api().delete(previews() + "?service=" + service);
        assertThat(stopped.at("/preview/state").asString("")).as(stopped.text()).isEqualTo("ENDING");
        gone("stopped it.");
        started(", 'tag': 'again'");

        assertThat(preview().path("state").stringValue()).isEqualTo("RUNNING");
        assertThat(preview().path("tag").stringValue()).isEqualTo("again");
    }

    @Test
    void isForTheTeamOfTheRepositoryAndOfTheService() {
        Person stranger = person(team());
        assertThat(stranger.api().post(previews(), "{}").status()).isEqualTo(403);
        String others = team();
        Person other = person(others);
        String theirs = unique("ferry");
        other.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'repository': '%s:acme/parcel', 'values': {'image': {'repository': 'registry.example.com/ferry'}, 'port': 80}}""".formatted(theirs, others, host));
        String wanted = "'service': '%s', 'environment': '%s', 'tag': '1', 'preview': true, 'change': 1"
                .formatted(theirs, environment);

        assertThat(asking(", 'service': '%s'".formatted(theirs)).status()).isEqualTo(403);
        assertThat(asked(other.api(), "deploy_service", wanted).text()).contains("belongs to another team");
        assertThat(asked(admin, "deploy_service", wanted).text()).contains("belongs to another team");
        assertThat(other.api()
                        .get("/v1/deliveries/%s/previews".formatted(theirs))
                        .at("/mayTry")
                        .booleanValue())
                .isFalse();
        started(", 'service': '%s'".formatted(service));
        assertThat(stranger.api().delete(previews() + "?service=" + service).status())
                .isEqualTo(403);
        assertThat(stranger.api()
                        .post(previews() + "/extend", "{'service': '%s'}".formatted(service))
                        .status())
                .isEqualTo(403);
        assertThat(preview().path("state").stringValue()).isEqualTo("RUNNING");
    }

    @Test
    void refusesWhatIsNotOpenAndNumbersThatAreNotThere() {
        parcel.close(number);

        assertThat(asking("").text()).contains(host + ":acme/parcel#1 is CLOSED");
        Reply unknown = developer.api().post(previews(77), body(""));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("change request of %s:acme/parcel".formatted(host), "77");
        assertThat(developer.api().post(previews(0), body("")).status()).isEqualTo(404);
        assertThat(asked(developer.api(), "deploy_service", """
                        'service': '%s', 'environment': '%s', 'tag': '1', 'preview': true, 'change': 77""".formatted(service, environment))
                        .text())
                .contains("change request of %s:acme/parcel".formatted(host));
        assertThat(developer.api().get(previews()).at("/previews")).isEmpty();
        github.answerInstead(Answer.of(503, "{}"));
        assertThat(asking("").status()).isEqualTo(502);
        github.answerInstead(null);
    }

    @Test
    void isOfARepositoryThatIsWrittenAsItsHostAndPath() {
        for (String wrong : new String[] {host + ":acme", host + ":acme/par cel", "acme/Parcel"}) {
            assertThat(developer
                            .api()
                            .post(
                                    "/v1/deliveries",
                                    "{'name': '%s', 'team': '%s', 'repository': '%s'}"
                                            .formatted(unique("ferry"), team, wrong))
                            .text())
                    .contains("repository", wrong, "github:acme/parcel");
        }
        service = service(host + ":ACME/Parcel");

        started(", 'service': '%s'".formatted(service));

        assertThat(preview().path("service").stringValue()).isEqualTo(service);
    }

    @Test
    void endsWhenFairwayDoesNotWorkWithItsRepositoryAnyMore() {
        started("");

        admin.delete(repository);

        await().until(() ->
                ended(service).contains("Fairway does not work with %s:acme/parcel any more".formatted(host)));
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/%s/previews".formatted(service))
                        .at("/previews"))
                .isEmpty();
        assertThat(developer.api().delete("/v1/deliveries/" + service).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void isShownOnceItsHostTakesCallsAgain(int status) {
        started("");
        await().until(() -> comment().contains("until"));
        github.answerInstead(new Answer(status, Map.of("Retry-After", "1"), "{\"message\": \"slow down\"}"));
        int calls = github.calls().size();

        developer.api().delete(previews());
        await().until(() -> github.calls().size() > calls);
        github.answerInstead(null);

        await().atMost(Duration.ofSeconds(60)).until(() -> comment().contains("is gone"));
        assertThat(parcel.comments).hasSize(1);
    }

    @Test
    void followsARepositoryThatIsRenamedAtItsHost() {
        started("");
        parcel.close(number);
        parcel.path = "acme/barge";
        toldOf(parcel, number);

        gone("Its change request was closed.");
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/" + service)
                        .at("/service/repository")
                        .stringValue())
                .isEqualTo(host + ":acme/barge");
    }

    private String previews() {
        return previews(1);
    }

    private String previews(int change) {
        return "%s/change-requests/%d/preview".formatted(repository, change);
    }

    private String body(String more) {
        return "{'environment': '%s'%s}".formatted(environment, more);
    }

    private Reply asking(String more) {
        return developer.api().post(previews(), body(more));
    }

    private void started(String more) {
        Reply reply = asking(more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        String run = "/v1/actions/runs/" + reply.at("/run").stringValue();
        await().until(() -> !admin.get(run).at("/run/status").asString("").equals("IN_PROGRESS"));
        assertThat(admin.get(run).at("/run/status").stringValue())
                .as(admin.get(run).text())
                .isEqualTo("SUCCESS");
    }

    private JsonNode preview() {
        return developer.api().get(previews()).at("/previews/0");
    }

    private String state(String of) {
        Api reader = developer.api();
        return reader.get(of + "/change-requests/1/preview")
                .at("/previews/0/state")
                .asString("");
    }

    private void gone(String why) {
        await().until(() -> preview().path("state").stringValue().equals("ENDED"));
        assertThat(preview().path("message").stringValue()).contains(why);
    }

    private String ended(String of) {
        return db.select(PREVIEW.MESSAGE)
                .from(PREVIEW)
                .where(PREVIEW.SERVICE.eq(of), PREVIEW.STATE.eq("ENDED"))
                .fetchOptional(PREVIEW.MESSAGE)
                .orElse("");
    }

    private String comment() {
        return parcel.comments.isEmpty()
                ? ""
                : parcel.comments.getFirst().path("body").stringValue();
    }

    private void askedLongAgo() {
        db.update(PREVIEW)
                .set(PREVIEW.ASKED_AT, OffsetDateTime.now().minusHours(2))
                .where(PREVIEW.SERVICE.eq(service))
                .execute();
    }

    private void ends(OffsetDateTime at) {
        db.update(PREVIEW)
                .set(PREVIEW.ENDS_AT, at)
                .set(PREVIEW.CREATED_AT, at.minusDays(3))
                .where(PREVIEW.SERVICE.eq(service))
                .execute();
    }
}
