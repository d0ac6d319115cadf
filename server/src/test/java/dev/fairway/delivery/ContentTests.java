package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.git.WrittenRepository;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ContentTests extends OnRepositories {

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private Reply written(String repository, String parts) {
        return developer.api().post(at(repository) + "/commits", "{'message': 'Change it', %s}".formatted(parts));
    }

    private static String file(String path, String content) {
        return "{'path': '%s', 'content': '%s'}".formatted(path, content);
    }

    @Test
    void showsFoldersWithTheCommitThatChangedEachEntryLast() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.write("docs/deep/a.md", "a");
        String first = mine.commit("README.md", "1");
        String second = mine.commit("docs/b.md", "b");
        mine.done("tag", "v1");
        String third = mine.commit("README.md", "2");
        mine.done("push", "origin", "main", "v1");

        JsonNode top = person().api().get(at(repository) + "/tree").body();
        assertThat(top.at("/commit").stringValue()).isEqualTo(third);
        assertThat(lines(top)).containsExactly("README.md FILE " + third, "docs FOLDER " + second);
        assertThat(lines(developer.api().get(at(repository) + "/tree?path=docs").body()))
                .containsExactly("b.md FILE " + second, "deep FOLDER " + first);
        assertThat(lines(developer.api().get(at(repository) + "/tree?ref=v1").body()))
                .containsExactly("README.md FILE " + first, "docs FOLDER " + second);
        JsonNode page = developer.api().get(at(repository) + "/tree?limit=1").body();
        assertThat(page.at("/next").stringValue()).isEqualTo("README.md");
        assertThat(lines(developer
                        .api()
                        .get(at(repository) + "/tree?limit=1&after=README.md")
                        .body()))
                .containsExactly("docs FOLDER " + second);
        assertThat(developer.api().get(at(repository) + "/tree?path=README.md").status())
                .isEqualTo(404);
        assertThat(developer.api().get(at(repository) + "/tree?ref=main~1").status())
                .isEqualTo(404);
    }

    private static List<String> lines(JsonNode folder) {
        return folder.at("/entries")
                .valueStream()
                .map(entry -> "%s %s %s"
                        .formatted(
                                entry.at("/name").stringValue(),
                                entry.at("/kind").stringValue(),
                                entry.at("/lastCommit/id").stringValue()))
                .toList();
    }

    @Test
    void showsTextAndOnlyDescribesTheRest() {
        String repository = open();
        String page = Base64.getEncoder().encodeToString("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        String binary = Base64.getEncoder().encodeToString(new byte[] {1, 0, 2});
        String large = "x".repeat(1_100_000);
        assertThat(written(
                                repository,
                                "'files': [{'path': 'page.html', 'base64': '%s'}, {'path': 'b', 'base64': '%s'}, %s]"
                                        .formatted(page, binary, file("large.txt", large)))
                        .status())
                .isEqualTo(201);
        Api reader = person().api();

        assertThat(reader.get(at(repository) + "/file?path=page.html")
                        .at("/file/text")
                        .stringValue())
                .isEqualTo("<script>alert(1)</script>");
        JsonNode described = reader.get(at(repository) + "/file?path=b").at("/file");
        assertThat(described.at("/binary").booleanValue()).isTrue();
        assertThat(described.at("/text").isNull()).isTrue();
        JsonNode tooLarge = reader.get(at(repository) + "/file?path=large.txt").at("/file");
        assertThat(tooLarge.at("/tooLarge").booleanValue()).isTrue();
        assertThat(tooLarge.at("/bytes").longValue()).isEqualTo(1_100_000);
        assertThat(tooLarge.at("/text").isNull()).isTrue();

        Reply raw = reader.get(at(repository) + "/raw?path=page.html");
        assertThat(raw.text()).isEqualTo("<script>alert(1)</script>");
        assertThat(raw.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(raw.header("content-disposition")).startsWith("attachment");
        assertThat(raw.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(raw.header("content-security-policy")).startsWith("sandbox");
        assertThat(reader.get(at(repository) + "/raw?path=nothing").status()).isEqualTo(404);
        assertThat(reader.get(at(repository) + "/file?path=..%2F..%2Fsecret.key")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void doesNotFollowLinks() {
        String repository = open();
        GitProgram mine = cloned(repository);
        String target = mine.fed("/etc/passwd", "hash-object", "-w", "--stdin");
        mine.done("update-index", "--add", "--cacheinfo", "120000," + target + ",link");
        mine.done("commit", "--quiet", "--message", "Link");
        mine.done("push", "origin", "main");

        JsonNode link = developer.api().get(at(repository) + "/file?path=link").at("/file");

        assertThat(link.at("/kind").stringValue()).isEqualTo("LINK");
        assertThat(link.at("/text").stringValue()).isEqualTo("/etc/passwd");
    }

    @Test
    void listsTheCommitsOfABranchAndOfAPathPageByPage() {
        String repository = open();
        GitProgram mine = cloned(repository);
        String first = mine.commit("a.txt", "1");
        String second = mine.commit("b.txt", "1");
        String third = mine.commit("a.txt", "2");
        mine.done("push", "origin", "main");
        String log = at(repository) + "/commits";

        JsonNode page = developer.api().get(log + "?limit=2").body();
        assertThat(ids(page)).containsExactly(third, second);
        assertThat(ids(developer.api().get(log + "?limit=2&after=" + second).body()))
                .containsExactly(first);
        assertThat(page.at("/next").stringValue()).isEqualTo(second);
        assertThat(ids(developer.api().get(log + "?path=a.txt").body())).containsExactly(third, first);
    }

    private static List<String> ids(JsonNode log) {
        return log.at("/commits")
                .valueStream()
                .map(commit -> commit.at("/id").stringValue())
                .toList();
    }

    @Test
    void showsWhatACommitChangedLineByLine() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.write("old-name.txt", numbers(20));
        mine.commit("a.txt", numbers(20));
        mine.write("a.txt", numbers(20).replace("\n10\n", "\nten\nand more\n"));
        mine.write("new-name.txt", numbers(20));
        mine.done("rm", "--quiet", "old-name.txt");
        String commit = mine.commit("picture", "\0\1");
        mine.done("push", "origin", "main");

        JsonNode diff =
                developer.api().get(at(repository) + "/commits/" + commit).at("/commit/diff");

        assertThat(diff.at("/changedFiles").intValue()).isEqualTo(3);
        JsonNode text = diff.at("/files/0");
        assertThat(text.at("/added").intValue()).isEqualTo(2);
        assertThat(text.at("/removed").intValue()).isEqualTo(1);
        assertThat(text.at("/hunks/0/lines")
                        .valueStream()
                        .map(line -> "%s %s %s %s"
                                .formatted(
                                        line.at("/kind").stringValue(),
                                        line.at("/oldNumber"),
                                        line.at("/newNumber"),
                                        line.at("/text").stringValue()))
                        .toList())
                .containsExactly(
                        "CONTEXT 7 7 7",
                        "CONTEXT 8 8 8",
                        "CONTEXT 9 9 9",
                        "REMOVED 10 null 10",
                        "ADDED null 10 ten",
                        "ADDED null 11 and more",
                        "CONTEXT 11 12 11",
                        "CONTEXT 12 13 12",
                        "CONTEXT 13 14 13");
        assertThat(diff.at("/files/1/change").stringValue()).isEqualTo("RENAMED");
        assertThat(diff.at("/files/1/oldPath").stringValue()).isEqualTo("old-name.txt");
        assertThat(diff.at("/files/2/binary").booleanValue()).isTrue();
    }

    private static String numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> number + "\n").collect(Collectors.joining());
    }

    @Test
    void cutsDifferencesThatNobodyReads() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.write("long.txt", numbers(4_000));
        mine.write("wide.txt", "x".repeat(5_000));
        for (int file = 0; file < 320; file++) {
            mine.write("many/" + file, "1");
        }
        String commit = mine.commit("last", "1");
        mine.done("push", "origin", "main");

        JsonNode diff =
                developer.api().get(at(repository) + "/commits/" + commit).at("/commit/diff");

        assertThat(diff.at("/cut").booleanValue()).isTrue();
        assertThat(diff.at("/changedFiles").intValue()).isEqualTo(323);
        assertThat(diff.at("/files").size()).isEqualTo(300);
        JsonNode longFile = diff.at("/files/1");
        assertThat(longFile.at("/newPath").stringValue()).isEqualTo("long.txt");
        assertThat(longFile.at("/added").intValue()).isEqualTo(4_000);
        assertThat(longFile.at("/cut").booleanValue()).isTrue();
        assertThat(longFile.at("/hunks/0/lines").size()).isEqualTo(3_000);
    }

    @Test
    void comparesTwoBranchesFromWhereTheyParted() {
        String repository = open();
        GitProgram mine = cloned(repository);
        String base = mine.commit("a.txt", "1");
        mine.done("checkout", "--quiet", "-b", "feature");
        String feature = mine.commit("b.txt", "1");
        mine.done("checkout", "--quiet", "main");
        mine.commit("a.txt", "2");
        mine.done("push", "origin", "main", "feature");

        JsonNode compared = developer
                .api()
                .get(at(repository) + "/compare?from=main&to=feature")
                .at("/comparison");

        assertThat(compared.at("/base").stringValue()).isEqualTo(base);
        assertThat(compared.at("/ahead").intValue()).isEqualTo(1);
        assertThat(compared.at("/behind").intValue()).isEqualTo(1);
        assertThat(compared.at("/commits/0/id").stringValue()).isEqualTo(feature);
        assertThat(compared.at("/diff/files").size()).isEqualTo(1);
    }

    @Test
    void listsAndDeletesBranches() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");
        mine.done("push", "origin", "main", "main:feature/one", "main:feature/two");
        String branches = at(repository) + "/branches";

        assertThat(names(developer.api().get(branches))).containsExactly("feature/one", "feature/two", "main");
        assertThat(names(developer.api().get(branches + "?q=FEATURE&after=feature/one")))
                .containsExactly("feature/two");
        assertThat(developer.api().delete(branches + "?branch=main").status()).isEqualTo(409);
        assertThat(developer.api().delete(branches + "?branch=feature/one").status())
                .isEqualTo(200);
        assertThat(names(developer.api().get(branches))).containsExactly("feature/two", "main");
        assertThat(audited("git_ref", repository + ":refs/heads/feature/one"))
                .first()
                .isEqualTo(developer.email() + " gone");
    }

    private static List<String> names(Reply reply) {
        return reply.at("/branches")
                .valueStream()
                .map(branch -> branch.at("/name").stringValue())
                .toList();
    }

    @Test
    void writesFilesThatTheNextCloneHas() {
        String repository = open();
        Reply first = written(repository, "'files': [%s, %s]".formatted(file("a/b.txt", "1"), file("gone.txt", "1")));
        String head = first.at("/commit").stringValue();
        Reply second = written(repository, """
                'expectedHead': '%s', 'files': [{'path': 'run.sh', 'content': 'true', 'executable': true},
                {'path': 'gone.txt', 'delete': true}]""".formatted(head));

        GitProgram mine = cloned(repository);
        assertThat(mine.read("a/b.txt")).isEqualTo("1");
        assertThat(mine.folder().resolve("gone.txt")).doesNotExist();
        assertThat(mine.folder().resolve("run.sh")).isExecutable();
        assertThat(mine.done("log", "-1", "--format=%ae %s")).isEqualTo(developer.email() + " Change it");
        assertThat(mine.done("fsck", "--strict")).doesNotContain("error");
        assertThat(audited("git_ref", repository + ":refs/heads/main"))
                .containsExactly(
                        developer.email() + " " + second.at("/commit").stringValue(), developer.email() + " " + head);
    }

    @Test
    void leavesFoldersAsGitWantsThem() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.write("a.b", "1");
        mine.write("a-b/c", "1");
        mine.write("ä/ö.txt", "1");
        mine.commit("z/y/x", "1");
        mine.done("push", "origin", "main");

        written(
                repository,
                "'files': [%s, %s, %s, {'path': 'z/y/x', 'delete': true}, {'path': 'a-b', 'delete': true}]"
                        .formatted(file("a/b", "2"), file("a0", "2"), file("ä/ü.txt", "2")));
        written(repository, "'files': [{'path': 'none/of/these', 'delete': true}, %s]".formatted(file("a.b", "2")));

        mine.done("pull", "origin", "main");
        assertThat(mine.done("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "HEAD"))
                .isEqualTo("a-b/c\na.b\na/b\na0\nä/ö.txt\nä/ü.txt");
        assertThat(mine.done("ls-tree", "--name-only", "HEAD").lines()).hasSize(5);
        assertThat(mine.done("fsck", "--strict")).doesNotContain("error");
    }

    @Test
    void takesCommitsBesideEachOther() {
        HostedRepository repository = repositories.create(
                WrittenRepository.usual(RepositoryName.of(team, unique("repository")), ""), Actor.SYSTEM);
        commits.write(repository, Commits.Place.on("main"), Actor.SYSTEM, "Begin", List.of(FileChange.write("a", "")));

        try (ExecutorService beside = Executors.newFixedThreadPool(6)) {
            List<Future<String>> written = IntStream.range(0, 60)
                    .mapToObj(at -> beside.submit(() -> commits.write(
                            repository,
                            Commits.Place.on("main"),
                            Actor.SYSTEM,
                            "Commit " + at,
                            List.of(FileChange.write("many/%d/a.txt".formatted(at), "1")))))
                    .toList();
            assertThat(written).allSatisfy(commit -> assertThat(commit.get()).hasSize(40));
        }

        GitProgram mine = cloned(repository.name().toString());
        assertThat(mine.done("rev-list", "--count", "HEAD")).isEqualTo("61");
        assertThat(mine.folder().resolve("many")).isDirectoryContaining(path -> path.endsWith("59"));
    }

    @Test
    void refusesToWriteOverWhatSomebodyElseWrote() {
        String repository = open();
        String head = written(repository, "'files': [%s]".formatted(file("a.txt", "1")))
                .at("/commit")
                .stringValue();
        written(repository, "'files': [%s]".formatted(file("a.txt", "2")));

        Reply refused = written(repository, "'expectedHead': '%s', 'files': [%s]".formatted(head, file("a.txt", "3")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("branch_moved");
    }

    @Test
    void beginsBranchesWhereItIsTold() {
        String repository = open();
        written(repository, "'files': [%s]".formatted(file("a.txt", "1")));

        assertThat(written(repository, "'branch': 'feature', 'files': [%s]".formatted(file("b.txt", "1")))
                        .status())
                .isEqualTo(404);
        assertThat(written(
                                repository,
                                "'branch': 'feature', 'from': 'main', 'files': [%s]".formatted(file("b.txt", "1")))
                        .status())
                .isEqualTo(201);
        assertThat(names(developer.api().get(at(repository) + "/branches"))).containsExactly("feature", "main");
    }

    @Test
    void writesNothingIntoAProtectedBranch() {
        String repository = made("'protection': {'enabled': true}");
        assertThat(written(repository, "'files': [%s]".formatted(file("a.txt", "1")))
                        .status())
                .isEqualTo(201);

        Reply refused = written(repository, "'files': [%s]".formatted(file("a.txt", "2")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("branch_protected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "/a",
                "a/",
                "a//b",
                "a/../b",
                "./a",
                ".git/config",
                "a/.GIT/hooks/pre-commit",
                "git~1/x",
                "a\\\\b",
                "a\\nb",
                ""
            })
    void refusesPathsThatLeaveTheRepository(String path) {
        Reply refused = written(open(), "'files': [%s]".formatted(file(path, "1")));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    }

    @Test
    void refusesFilesThatAreTooLargeOrInTheWayOfOthers() {
        String repository = open();
        written(repository, "'files': [%s]".formatted(file("a/b", "1")));

        assertThat(written(repository, "'files': [%s]".formatted(file("a", "1")))
                        .status())
                .isEqualTo(422);
        assertThat(written(repository, "'files': [%s]".formatted(file("a/b/c", "1")))
                        .status())
                .isEqualTo(422);
        assertThat(written(repository, "'files': [%s, %s]".formatted(file("x", "1"), file("x", "2")))
                        .status())
                .isEqualTo(422);
        assertThat(written(repository, "'files': [%s]".formatted(file("x".repeat(256), "1")))
                        .status())
                .isEqualTo(422);
        assertThat(written(repository, "'files': [%s]".formatted(file("large", "x".repeat(2_200_000))))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void doesNothingTwiceForStepsThatAreRepeated() {
        WrittenRepository wanted = WrittenRepository.usual(RepositoryName.of(team, unique("repository")), "");
        String key = unique("key");
        HostedRepository first = repositories.createOnce(key, wanted, Actor.SYSTEM);
        HostedRepository again = repositories.createOnce(key, wanted, Actor.SYSTEM);
        List<FileChange> files = List.of(FileChange.write("a.txt", "1"), FileChange.delete("b.txt"));
        String commit = commits.write(first, Commits.Place.on("main"), Actor.SYSTEM, "Begin", files);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(commits.write(first, Commits.Place.on("main"), Actor.SYSTEM, "Begin", files))
                .isEqualTo(commit);
        assertThat(Json.textAt(developer.api().get(at(first.name().toString())).at("/repository"), "createdBy"))
                .isEqualTo("system");
    }
}
