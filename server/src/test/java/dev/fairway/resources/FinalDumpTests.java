package dev.fairway.resources;

import static dev.fairway.resources.InstalledPostgres.REGION;
import static dev.fairway.resources.InstalledPostgres.SERVER;
import static fairway.tables.access.Tables.SAFE;
import static fairway.tables.resources.Tables.DUMP;
import static fairway.tables.resources.Tables.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What was deleted, and is brought back from its final dump. */
class FinalDumpTests extends OnServers {

    private static final String FILLING = "create table entry (id int primary key, amount int)";

    @Autowired
    DSLContext db;

    @Value("${fairway.home}")
    Path home;

    private String team;
    private Person person;
    private Api member;

    @BeforeEach
    void connect() {
        InstalledPostgres.connect(admin);
        team = team();
        person = person(team);
        member = person.api();
    }

    @Test
    void bringsADatabaseBackWithItsRowsAndNewUsers() throws SQLException {
        String id = ledger("development", ", 'extensions': ['pg_trgm']");
        Credentials before = revealed(member, id, "owner");
        run(
                before,
                FILLING,
                "comment on table entry is 'what was booked'",
                "insert into entry select at, at * 10 from generate_series(1, 100) at",
                "create extension hstore",
                "create schema archive",
                "create table archive.entry (id serial, more hstore)",
                "create index on entry (amount)",
                "create view large as select * from entry where amount > 500",
                "reset role",
                "create table own as select 'made by the user' as what");

        Reply preview = previewed(id, "");
        Reply deleted = deleted(id, "");

        assertThat(items(preview)).contains("CREATED Final dump, kept 30 days");
        assertThat(state(deleted)).startsWith("SUCCESS " + id + " is gone. It can be restored until ");
        assertThat(resource(id).status()).isEqualTo(404);
        String dump = dumpOf(member, id);
        Reply restored = restored(member, dump, "again");
        assertThat(state(restored)).startsWith("SUCCESS");
        String again = restored.at("/run/response/resource").asString(name(id) + "-again@development");
        Credentials owner = revealed(member, again, "owner");
        run(
                owner,
                "alter table entry add column note text",
                "drop view large",
                "alter table archive.entry add x int",
                "drop table own");
        run(revealed(member, again, "readwrite"), "insert into entry values (101, 1010, 'new')");
        run(revealed(member, again, "readonly"), "select 1 / (count(*) - 100) from entry where amount % 10 = 0");
        assertThatThrownBy(() -> run(before, "select 1")).isInstanceOf(SQLException.class);
        assertThat(resource(again).at("/resource/specification/extensions/0").asString(""))
                .isEqualTo("pg_trgm");
        assertThat(deleted.text() + restored.text()).doesNotContain(before.password(), owner.password());
    }

    @Test
    void makesAnotherResourceWithEveryRestore() throws SQLException {
        String id = filledLedger();
        deleted(id, "");
        String dump = dumpOf(member, id);

        for (String name : List.of("one", "two")) {
            assertThat(state(restored(member, dump, name))).startsWith("SUCCESS");
            run(
                    revealed(member, name(id) + "-" + name + "@development", "readonly"),
                    "select 1 / count(*) from entry where amount = 7");
        }

        assertThat(restore(member, dump, name(id) + "-one", "development").text())
                .contains("is taken by");
    }

    @Test
    void letsNobodyOfAnotherTeamSeeOrRestoreIt() throws SQLException {
        String id = filledLedger();
        deleted(id, "");
        String dump = dumpOf(member, id);
        Api stranger = member(team());

        assertThat(dumps(stranger)).isEmpty();
        assertThat(dumps(admin)).contains(dump);
        Reply refused = restore(stranger, dump, name(id) + "-mine", "development");
        Reply unknown = restore(stranger, "dump_of_nobody", name(id) + "-mine", "development");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text().replace(dump, "dump_of_nobody")).contains("there is no final dump");
        assertThat(unknown.text())
                .contains("there is no final dump \\\"dump_of_nobody\\\" of a resource of your teams");
    }

    @Test
    void holdsARestoreToTheRulesOfWhatIsNew() throws SQLException {
        String id = filledLedger();
        deleted(id, "");
        String dump = dumpOf(member, id);

        assertThat(restore(member, dump, "No; name", "development").text())
                .contains("is not by the rule: Service, then purpose");
        assertThat(restore(member, dump, "fine", "staging").text()).contains("no connected server takes");
        Reply preview = member.post("/v1/actions/restore_resource/preview", """
                {'properties': {'dump': '%s', 'name': '%s', 'environment': 'production', 'server': '%s'}}""".formatted(dump, name(id), SERVER));
        assertThat(preview.at("/preview/plan/cost/currency").asString("")).isEqualTo("USD");
        assertThat(items(preview)).contains("CREATED What was in " + id, "CREATED Entry in the catalog");
    }

    @Test
    void deletesNothingThatCannotBeDumpedUnlessItIsToGoWithout() throws SQLException {
        String id = filledLedger();
        Credentials owner = revealed(member, id, "owner");
        run(
                owner,
                "create table large as select md5(random()::text) || md5(random()::text) as noise from generate_series(1, 60000)");

        Reply refused = deleted(id, "");

        assertThat(state(refused)).startsWith("FAILURE Its final dump would hold more than 1,048,576 bytes");
        assertThat(resource(id).at("/resource/state").asString("")).isEqualTo("READY");
        run(owner, "select 1 / count(*) from large");
        assertThat(dumps(member)).isEmpty();
        assertThat(items(previewed(id, ", 'withoutDump': true"))).contains("LOST No final dump");
        assertThat(state(deleted(id, ", 'withoutDump': true"))).isEqualTo("SUCCESS " + id + " is gone");
        assertThat(dumps(member)).isEmpty();
    }

    @Test
    void takesItWhenTheGraceIsOverAndTellsTheTeam() throws SQLException {
        String id = ledger("production", "");
        run(revealed(member, id, "owner"), FILLING, "insert into entry values (1, 7)");
        retired(id, "");
        assertThat(dumps(member)).isEmpty();

        runJob("end-resources");

        await().atMost(Duration.ofSeconds(30)).until(() -> resource(id).status() == 404);
        assertThat(dumpOf(member, id)).startsWith("dump_");
        await().until(() -> member.get("/v1/notifications").text().contains("Can be restored until"));
    }

    @Test
    void destroysWhatIsKeptNoLonger() throws SQLException, IOException {
        String id = filledLedger();
        deleted(id, "");
        String dump = dumpOf(member, id);
        assertThat(files()).contains(dump + ".dump");
        assertThat(db.fetchExists(SAFE, SAFE.NAME.eq("dump:" + dump))).isTrue();
        db.update(DUMP)
                .set(DUMP.EXPIRES_AT, OffsetDateTime.now().minusSeconds(1))
                .where(DUMP.ID.eq(dump))
                .execute();

        runJob("end-dumps");

        assertThat(dumps(member)).isEmpty();
        assertThat(files()).doesNotContain(dump + ".dump");
        assertThat(db.fetchExists(SAFE, SAFE.NAME.eq("dump:" + dump))).isFalse();
        assertThat(db.fetchExists(DUMP, DUMP.ID.eq(dump))).isFalse();
    }

    @Test
    void saysWhereTheFileOfADumpIsWhenItIsNotHere() throws SQLException, IOException {
        String id = filledLedger();
        deleted(id, "");
        String dump = dumpOf(member, id);
        Path away = home.resolve(dump);
        Files.move(home.resolve("dumps").resolve(dump + ".dump"), away);
        db.update(DUMP).set(DUMP.NODE, "node-of-before").where(DUMP.ID.eq(dump)).execute();

        String run = restore(member, dump, name(id) + "-again", "development")
                .at("/run/id")
                .stringValue();

        await().until(() ->
                admin.get("/v1/actions/runs/%s/logs".formatted(run)).text().contains("is in the folder dumps of node"));
        Files.move(away, home.resolve("dumps").resolve(dump + ".dump"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> resource(name(id) + "-again@development").status() == 200);
    }

    @Test
    void saysThatADatabaseOfANewerServerIsNotDumped() {
        connected();
        String name = unique("ledger");
        made(member, name, team, "development", ", 'server': 'postgres-tests', 'region': 'eu-central-1'");
        String id = name + "@development";

        assertThat(items(previewed(id, ""))).contains("LOST No final dump");
        assertThat(state(deleted(id, ""))).isEqualTo("SUCCESS " + id + " is gone");
    }

    @Test
    void bringsTheKeysOfACacheBackUnderAnotherPrefix() {
        try (RedisServer redis = RedisServer.start()) {
            String server = unique("z-redis-dumped");
            Reply connected = admin.post("/v1/resource-servers", """
                    {'identifier': '%s', 'title': 'Redis', 'kind': 'redis', 'region': '%s', 'environments': ['development'],
                     'settings': {'host': '127.0.0.1', 'port': %d, 'password': '%s'}}""".formatted(
                            server, REGION, redis.port(), redis.server().find("password")));
            assertThat(connected.status()).as(connected.text()).isEqualTo(201);
            String name = unique("basket");
            made("redis", name, server);
            String id = name + "@development";
            RedisClient client = redis.administrator();
            RedisCommands<String, String> keys = client.connect().sync();
            keys.set(prefix(id) + "7", "three apples");
            keys.setex(prefix(id) + "8", 1_000, "a pear");

            Reply deleted = deleted(id, "");
            String dump = dumpOf(member, id);
            Reply restored = ended(restore(member, dump, name + "-again", "development", server));

            assertThat(state(deleted)).contains("It can be restored until");
            assertThat(state(restored)).startsWith("SUCCESS");
            String again = name + "-again@development";
            assertThat(keys.get(prefix(again) + "7")).isEqualTo("three apples");
            assertThat(keys.ttl(prefix(again) + "8")).isBetween(1L, 1_000L);
            assertThat(keys.keys("*" + name + "*:7")).hasSize(1);
            client.shutdown();
        }
    }

    private String prefix(String id) {
        return resource(id).at("/resource/outputs/prefix").stringValue();
    }

    @Test
    void saysOnItsPageWhyDataIsStillThereBehindItsGrace() throws SQLException {
        String id = ledger("production", "");
        run(
                revealed(member, id, "owner"),
                "create table large as select md5(random()::text) || md5(random()::text) as noise from generate_series(1, 60000)");
        retired(id, "");

        runJob("end-resources");

        assertThat(resource(id).at("/resource/reason").asString("")).startsWith("Its final dump would hold more than");
        assertThat(state(ended(asked(member, "keep_resource", id, "")))).startsWith("SUCCESS");
        retired(id, ", 'withoutDump': true");
        runJob("end-resources");
        await().atMost(Duration.ofSeconds(30)).until(() -> resource(id).status() == 404);
        assertThat(dumps(member)).isEmpty();
    }

    private void retired(String id, String more) {
        Reply waiting =
                asked(member, "delete_production_resource", id, "'confirmed': '%s'%s".formatted(name(id), more));
        String run = waiting.at("/run/id").stringValue();
        admin.patch("/v1/actions/runs/%s/approval".formatted(run), "{'status': 'APPROVE'}");
        assertThat(state(ended(new Reply(202, waiting.headers(), waiting.text()))))
                .startsWith("SUCCESS Nobody gets into");
        db.update(RESOURCE)
                .set(RESOURCE.REMOVE_AT, OffsetDateTime.now().minusSeconds(1))
                .where(RESOURCE.IDENTIFIER.eq(id))
                .execute();
    }

    private void made(String type, String name, String server) {
        Reply made =
                ended(member.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': '%s', 'name': '%s', 'team': '%s', 'environment': 'development', 'region': '%s',
                 'server': '%s'}}""".formatted(type, name, team, REGION, server)));
        assertThat(state(made)).startsWith("SUCCESS");
    }

    private String filledLedger() throws SQLException {
        String id = ledger("development", "");
        run(revealed(member, id, "owner"), FILLING, "insert into entry values (1, 7)");
        return id;
    }

    private String ledger(String environment, String more) {
        String name = unique("ledger");
        Reply made = made(
                member, name, team, environment, ", 'server': '%s', 'region': '%s'%s".formatted(SERVER, REGION, more));
        assertThat(state(made)).startsWith("SUCCESS");
        return name + "@" + environment;
    }

    private Reply previewed(String id, String more) {
        return member.post(
                "/v1/actions/delete_resource/preview",
                "{'entity': '%s', 'properties': {'confirmed': '%s'%s}}".formatted(id, name(id), more));
    }

    private Reply deleted(String id, String more) {
        return ended(asked(member, "delete_resource", id, "'confirmed': '%s'%s".formatted(name(id), more)));
    }

    private Reply restored(Api by, String dump, String suffix) {
        String origin = db.fetchSingle(DUMP, DUMP.ID.eq(dump)).getName();
        return ended(restore(by, dump, origin + "-" + suffix, "development"));
    }

    private static Reply restore(Api by, String dump, String name, String environment) {
        return restore(by, dump, name, environment, SERVER);
    }

    private static Reply restore(Api by, String dump, String name, String environment, String server) {
        return by.post("/v1/actions/restore_resource/runs", """
                {'properties': {'dump': '%s', 'name': '%s', 'environment': '%s', 'server': '%s'}}""".formatted(dump, name, environment, server));
    }

    private static List<String> dumps(Api by) {
        return by.get("/v1/resource-dumps").at("/dumps").findValuesAsString("id");
    }

    private static String dumpOf(Api by, String resource) {
        return by.get("/v1/resource-dumps")
                .at("/dumps")
                .valueStream()
                .filter(dump -> dump.path("resource").asString("").equals(resource))
                .map(dump -> dump.path("id").asString(""))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> items(Reply preview) {
        return preview.at("/preview/plan/items")
                .valueStream()
                .map(item -> item.path("effect").asString("") + " "
                        + item.path("title").asString(""))
                .toList();
    }

    private static String name(String id) {
        return id.substring(0, id.indexOf('@'));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("dumps"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
