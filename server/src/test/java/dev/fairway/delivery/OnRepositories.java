package dev.fairway.delivery;

import static fairway.tables.delivery.Tables.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.jobs.RecurringJob;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody of a team with a repository of that team. */
abstract class OnRepositories extends RunningFairway {

    @Autowired
    DSLContext db;

    @Autowired
    List<RecurringJob> jobs;

    @TempDir
    Path folder;

    protected String team;
    protected Person developer;
    protected String token;

    @BeforeEach
    void join() {
        team = team();
        developer = person(team);
        token = token(developer);
    }

    protected String team() {
        String name = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(name));
        return name;
    }

    protected static String token(Person person) {
        return person.api().post("/v1/tokens", "{'name': 'git'}").at("/value").stringValue();
    }

    /** A repository of the team whose default branch takes pushes. @return {@code owner/name} */
    protected String open() {
        return made("'protection': {'enabled': false}");
    }

    /** A repository of the team. @param parts of what is sent */
    protected String made(String parts) {
        String name = unique("repository");
        Reply reply = developer
                .api()
                .post("/v1/repositories", "{'owner': '%s', 'name': '%s', %s}".formatted(team, name, parts));
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.text());
        }
        return team + "/" + name;
    }

    protected String address(String repository) {
        return address(repository, developer, token);
    }

    protected String address(String repository, Person person, String secret) {
        return GitProgram.address(anonymous.address(), person.email(), secret, repository);
    }

    protected GitProgram here() {
        return new GitProgram(folder);
    }

    protected GitProgram cloned(String repository) {
        return here().cloned(address(repository), unique("clone"));
    }

    protected Path folderOf(String repository) {
        String[] name = repository.split("/");
        String id = db.select(REPOSITORY.ID)
                .from(REPOSITORY)
                .where(REPOSITORY.OWNER.eq(name[0]), REPOSITORY.NAME.eq(name[1]))
                .fetchSingle(REPOSITORY.ID);
        return folders().resolve(id + ".git");
    }

    protected static Path folders() {
        return Path.of("target", "test-home-" + System.getProperty("surefire.forkNumber", "1"), "git")
                .toAbsolutePath();
    }

    /** Asks for an action and waits for its end. @return the run then, or the refusal */
    protected Reply asked(Api by, String action, String properties) {
        Reply started = by.post("/v1/actions/%s/runs".formatted(action), "{'properties': {%s}}".formatted(properties));
        if (started.status() >= 300) {
            return started;
        }
        String path = "/v1/actions/runs/" + started.at("/run/id").stringValue();
        return await().until(
                        () -> admin.get(path),
                        run -> run.status() == 200
                                && !run.at("/run/status").asString("").equals("IN_PROGRESS"));
    }

    protected String run(String job) {
        return jobs.stream()
                .filter(known -> known.name().equals(job))
                .findFirst()
                .orElseThrow()
                .run();
    }

    protected static String at(String repository) {
        return "/v1/repositories/" + repository;
    }

    /** The lines of the audit log about one thing, newest first. */
    protected List<String> audited(String resource, String identifier) {
        return admin.get("/v1/audit-log?resources=%s&identifier=%s".formatted(resource, Api.encoded(identifier)))
                .at("/audits")
                .valueStream()
                .map(line -> line.at("/trigger/by/userId").stringValue() + " "
                        + line.at("/diff/after/commit").asString("gone"))
                .toList();
    }

    /** A service of the team in delivery. @param repository that it comes from; null for none here @return its name */
    protected String service(@Nullable String repository) {
        String name = unique("parcel");
        Reply made = developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'repository': %s, 'values': {'kind': 'service', 'image': {'repository': 'registry.example.com/harbor/parcel'},
                 'port': 8080, 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi'}}""".formatted(
                        name, team, repository == null ? "null" : "'" + repository + "'"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }
}
