package dev.fairway.resources;

import static fairway.tables.resources.Tables.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A type of resources that the platform team wrote down, made by a service of its own. */
class WebhookTypeTests extends OnServers {

    @Autowired
    private DSLContext db;

    private final MachineService service = new MachineService();
    private String type;
    private String region;
    private String team;
    private Api member;

    @BeforeEach
    void writeTheType() {
        type = unique("machine");
        region = unique("hall");
        Reply server = admin.post("/v1/resource-servers", """
                {'identifier': '%s', 'title': 'Machine hall', 'kind': 'webhook', 'region': '%s', 'environments': ['development'],
                 'settings': {'url': '%s', 'token': 'hall-token'}}""".formatted(region, region, service.url()));
        assertThat(server.status()).as(server.text()).isEqualTo(201);
        assertThat(server.at("/server/report/version").stringValue()).isEqualTo("7.1");
        Reply made = admin.post(
                "/v1/resource-types",
                type(
                        "{'roles': ['operator'], 'path': '/machines',"
                                + " 'url': '\\\"ssh://\\\\(.user):\\\\(.password)@\\\\(.outputs.host)\\\"', 'loss': 'Everything on its disk'}"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        team = team();
        member = member(team);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private String type(String template) {
        return """
                {'identifier': '%s', 'title': 'Machine', 'description': 'A machine in our hall.', 'kind': 'webhook', 'template': %s,
                 'naming': {'pattern': '^[a-z-0-9]+$', 'maxLength': 40, 'description': 'Lower case.', 'native': '.name'},
                 'specification': {'properties': {'cores': {'type': 'number', 'title': 'Cores', 'default': 2}}, 'required': ['cores']},
                 'environments': {'development': {'limits': {'cores': {'maximum': 16}}, 'perTeam': 3}}, 'price': []}""".formatted(type, template);
    }

    /** What another team has; none may have more than three. */
    private String otherTeams(String name) {
        team = team();
        member = member(team);
        machine(name, 2);
        return name;
    }

    private Reply machine(String name, int cores) {
        return ended(member.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': '%s', 'name': '%s', 'team': '%s', 'environment': 'development', 'region': '%s', 'cores': %d}}""".formatted(type, name, team, region, cores)));
    }

    @Test
    void isMadeUsedChangedAndEndedByTheService() {
        String name = unique("crane");
        String id = name + "@development";

        Reply run = machine(name, 4);

        assertThat(state(run)).startsWith("SUCCESS " + id + " is ready");
        assertThat(service.machine(name).path("cores").intValue()).isEqualTo(4);
        Credentials operator = revealed(member, id, "operator");
        assertThat(service.passwords()).containsEntry(operator.user(), operator.password());
        assertThat(operator.url())
                .isEqualTo("ssh://%s:%s@%s.machines.example".formatted(operator.user(), operator.password(), name));
        assertThat(resource(id).at("/resource/outputs/host").stringValue()).isEqualTo(name + ".machines.example");
        assertThat(resource(id).at("/resource/measures/load").doubleValue()).isEqualTo(0.5);
        assertThat(admin.get("/v1/actions/runs/%s/logs"
                                .formatted(run.at("/run/id").stringValue()))
                        .text())
                .contains("Found a place in rack 4")
                .doesNotContain(operator.password());

        ended(asked(member, "change_resource", id, "'cores': 8"));
        assertThat(service.machine(name).path("cores").intValue()).isEqualTo(8);
        ended(asked(member, "rotate_credentials", id, "'overlapHours': 0"));
        assertThat(revealed(member, id, "operator").user()).isNotEqualTo(operator.user());

        ended(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name)));
        assertThat(service.machines()).doesNotContainKey(name);
        assertThat(resource(id).status()).isEqualTo(404);
    }

    @Test
    void tellsTheServiceOnlyWhatIsSignedAndCarriesItsToken() {
        machine(unique("crane"), 2);

        assertThat(service.requests()).allSatisfy(request -> {
            assertThat(request.headers()).containsEntry("authorization", "Bearer hall-token");
            assertThat(request.headers().get("x-port-signature")).startsWith("v1,");
        });
        assertThat(service.requests().getLast().path()).isEqualTo("/fairway/machines");
        assertThat(admin.get("/v1/resource-servers/" + region).text()).doesNotContain("hall-token");
    }

    @Test
    void showsWhereAMachineIsNotAsItWasAskedFor() {
        String name = unique("crane");
        machine(name, 4);
        service.machine(name).put("cores", 1);

        Reply seen = member.post("/v1/resources/%s@development/observe".formatted(name), "{}");

        assertThat(seen.at("/resource/drift/0/field").stringValue()).isEqualTo("cores");
        assertThat(seen.at("/resource/drift/0/actual").intValue()).isEqualTo(1);
        service.machines().remove(name);
        Reply gone = member.post("/v1/resources/%s@development/observe".formatted(name), "{}");
        assertThat(gone.at("/resource/drift/0/field").stringValue()).isEqualTo("existence");
    }

    @Test
    void endsWithTheReasonOfTheServiceAndLeavesNothing() {
        assertThat(state(machine(unique("crane"), 13)))
                .startsWith("FAILURE")
                .contains("it answered 422: thirteen cores bring bad luck");
        String others = unique("others-");
        assertThat(state(machine(others, 2))).startsWith("FAILURE").contains("is not Fairway's; choose another name");
        assertThat(resource(others + "@development").status()).isEqualTo(404);
    }

    @Test
    void believesNothingThatIsNoAnswer() {
        String name = unique("crane");
        machine(name, 2);
        String observe = "/v1/resources/%s@development/observe".formatted(name);

        service.answers(Answer.of(200, "<html>"));
        assertThat(member.post(observe, "{}").text()).contains("something that is no JSON object");
        service.answers(Answer.of(200, "{\"measures\": {\"load\": \"high\"}}"));
        assertThat(member.post(observe, "{}").text()).contains("measures.load in its answer is no number");
        service.answers(
                Answer.of(200, Json.object().put("complaint", "x".repeat(3_000)).toString()));
        assertThat(member.post(observe, "{}").text())
                .contains("complaint in its answer has more than 2,000 characters");
        service.answers(Answer.of(500, "secret stack trace"));
        assertThat(member.post(observe, "{}").text())
                .contains("it answered 500")
                .doesNotContain("stack trace");
    }

    @Test
    void isNotAskedAgainAndAgainWhenItDoesNotAnswer() {
        List<String> names =
                Stream.of(1, 2, 3, 4, 5).map(at -> otherTeams(unique("crane"))).toList();
        db.update(RESOURCE)
                .setNull(RESOURCE.OBSERVED_AT)
                .where(RESOURCE.TYPE.eq(type))
                .execute();
        service.answers(Answer.of(503, ""));
        int before = service.requests().size();

        runJob("observe-resources");

        assertThat(service.requests()).hasSize(before + 3);
        assertThat(names)
                .allSatisfy(name -> assertThat(resource(name + "@development")
                                .at("/resource/complaint")
                                .stringValue())
                        .contains("it answered 503"));
    }

    @Test
    void isRefusedWhereTheTypeSaysSomethingThatCannotBe() {
        type = unique("machine");

        assertThat(admin.post("/v1/resource-types", type("{'path': 'no slash'}"))
                        .text())
                .contains("template.path");
        assertThat(admin.post("/v1/resource-types", type("{'url': '.outputs.('}"))
                        .text())
                .contains("template.url");
        assertThat(admin.post("/v1/resource-types", type("{'module': 'x'}")).text())
                .contains("template.module", "is nothing that this kind is told");
        assertThat(admin.post("/v1/resource-types", type("{'roles': ['Not A Role']}"))
                        .text())
                .contains("template.roles");
    }
}
