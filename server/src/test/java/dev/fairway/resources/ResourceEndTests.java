package dev.fairway.resources;

import static fairway.tables.resources.Tables.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ResourceEndTests extends OnServers {

    @Autowired
    DSLContext db;

    private String team;
    private Person person;

    @BeforeEach
    void connect() {
        connected();
        team = team();
        person = person(team);
    }

    @Test
    void remindsTheTeamOnceAndDeletesWhatHasEnded() {
        String id = made("development");
        ends(id, Duration.ofDays(3));

        runJob();
        runJob();

        await().until(() -> told(id).size() == 1);
        assertThat(resource(id).at("/resource/state").stringValue()).isEqualTo("READY");
        ends(id, Duration.ofSeconds(-1));
        runJob();
        await().atMost(Duration.ofSeconds(30)).until(() -> resource(id).status() == 404);
    }

    @Test
    void extendingMovesTheEndAndRemindsAgain() {
        String id = made("development");
        ends(id, Duration.ofDays(3));
        runJob();
        await().until(() -> told(id).size() == 1);

        ended(asked(person.api(), "extend_resource", id, "'days': 60"));

        OffsetDateTime end =
                OffsetDateTime.parse(resource(id).at("/resource/expiresAt").stringValue());
        assertThat(end).isAfter(OffsetDateTime.now().plusDays(59));
        assertThat(db.fetchExists(RESOURCE, RESOURCE.IDENTIFIER.eq(id), RESOURCE.REMINDED_AT.isNotNull()))
                .isFalse();
    }

    @Test
    void removesDataWhenItsGraceIsOver() {
        String id = made("production");
        String name = id.substring(0, id.indexOf('@'));
        String run = asked(person.api(), "delete_production_resource", id, "'confirmed': '%s'".formatted(name))
                .at("/run/id")
                .stringValue();
        admin.patch("/v1/actions/runs/%s/approval".formatted(run), "{'status': 'APPROVE'}");
        await().until(() -> resource(id).at("/resource/state").asString("").equals("RETIRED"));
        runJob();
        assertThat(resource(id).status()).isEqualTo(200);

        db.update(RESOURCE)
                .set(RESOURCE.REMOVE_AT, OffsetDateTime.now().minusSeconds(1))
                .where(RESOURCE.IDENTIFIER.eq(id))
                .execute();
        runJob();

        await().atMost(Duration.ofSeconds(30)).until(() -> resource(id).status() == 404);
    }

    @Test
    void keepsTypesThatResourcesAreOf() {
        made("development");

        assertThat(admin.delete("/v1/resource-types/postgresql").text()).contains("set offered to false");
        assertThat(admin.delete("/v1/resource-servers/postgres-tests").error()).isEqualTo("has_dependents");
    }

    private String made(String environment) {
        String name = unique("ending");
        assertThat(state(made(person.api(), name, team, environment, ""))).startsWith("SUCCESS");
        return name + "@" + environment;
    }

    private void ends(String id, Duration from) {
        db.update(RESOURCE)
                .set(RESOURCE.EXPIRES_AT, OffsetDateTime.now().plus(from))
                .where(RESOURCE.IDENTIFIER.eq(id))
                .execute();
    }

    private List<String> told(String id) {
        return person.api()
                .get("/v1/notifications")
                .at("/notifications")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals("resource-ends"))
                .map(one -> one.path("subject").asString(""))
                .filter(subject -> subject.contains(id))
                .toList();
    }

    private void runJob() {
        runJob("end-resources");
    }
}
