package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fairway.Api;
import dev.fairway.delivery.GitProgram.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GitHostingTests extends OnRepositories {

    @Test
    void takesWhatATeamPushesAndGivesItToEveryMember() {
        String repository = open();
        GitProgram mine = cloned(repository);
        String commit = mine.commit("README.md", "harbor");
        mine.done("push", "origin", "main");

        Person reader = person();
        GitProgram theirs = here().cloned(address(repository, reader, token(reader)), "theirs");
        assertThat(theirs.read("README.md")).isEqualTo("harbor");
        mine.commit("README.md", "harbor and pier");
        mine.done("push", "origin", "main");
        theirs.done("pull", "--quiet");
        assertThat(theirs.read("README.md")).isEqualTo("harbor and pier");

        JsonNode shown = developer.api().get(at(repository)).at("/repository");
        assertThat(shown.at("/bytes").longValue()).isPositive();
        assertThat(shown.at("/pushedAt").isString()).isTrue();
        assertThat(audited("git_ref", repository + ":refs/heads/main"))
                .hasSize(2)
                .last()
                .isEqualTo(developer.email() + " " + commit);
    }

    @Test
    void saysThatTheDefaultBranchIsNotThereYet() {
        GitProgram mine = cloned(open());
        mine.commit("a.txt", "1");

        assertThat(mine.run("push", "origin", "main:master").text())
                .contains("remote: The default branch main is not there yet");
        assertThat(mine.run("push", "origin", "main").text()).doesNotContain("not there yet");
    }

    @Test
    void clonesInPartAndShallow() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");
        mine.commit("a.txt", "2");
        mine.done("push", "origin", "main");

        here().done("clone", "--quiet", "--depth", "1", address(repository), "shallow");
        here().done("clone", "--quiet", "--filter=blob:none", address(repository), "partial");

        assertThat(new GitProgram(folder.resolve("shallow")).done("rev-list", "--count", "HEAD"))
                .isEqualTo("1");
        assertThat(new GitProgram(folder.resolve("partial")).read("a.txt")).isEqualTo("2");
    }

    @Test
    void tellsAnotherTeamWhomToAskForTheRightToPush() {
        String repository = open();
        Person stranger = person(team());
        GitProgram theirs = here().cloned(address(repository, stranger, token(stranger)), "theirs");
        theirs.commit("a.txt", "theirs");

        Result refused = theirs.run("push", "origin", "main");

        assertThat(refused.isDone()).isFalse();
        assertThat(refused.text())
                .contains("remote: %s may read %s and not write to it; ask somebody of the team \"%s\""
                        .formatted(stranger.email(), repository, team));
    }

    @Test
    void letsThoseWriteWhomAGrantNames() {
        String repository = open();
        Person guest = person();
        GitProgram theirs = here().cloned(address(repository, guest, token(guest)), "theirs");
        theirs.commit("a.txt", "theirs");

        developer.api().patch(at(repository), """
                {'grants': [{'kind': 'USER', 'name': '%s', 'level': 'WRITE'}]}""".formatted(guest.email()));

        theirs.done("push", "origin", "main");
        assertThat(guest.api().patch(at(repository), "{'description': 'mine'}").status())
                .isEqualTo(403);
    }

    @Test
    void letsCredentialsInByTheirIdAndByTheirToken() {
        String repository = open();
        cloned(repository).commit("a.txt", "1");
        String bearer = admin.post(
                        "/v1/auth/access_token",
                        "{'clientId': '%s', 'clientSecret': '%s'}".formatted(Api.CLIENT_ID, Api.CLIENT_SECRET))
                .at("/accessToken")
                .stringValue();

        here().cloned(GitProgram.address(anonymous.address(), Api.CLIENT_ID, Api.CLIENT_SECRET, repository), "by-id");
        here().cloned(GitProgram.address(anonymous.address(), Api.CLIENT_ID, bearer, repository), "by-token");
        here().cloned(GitProgram.address(anonymous.address(), "fairway", token, repository), "by-any-name");
    }

    @Test
    void refusesPasswordsForeignTokensAndStrangers() {
        String repository = open();
        Person other = person();
        List<String> refused = List.of(
                address(repository, personWithPassword("chosen-for-tests", team), "chosen-for-tests"),
                address(repository, other, token),
                address(repository, developer, "fwy_nothing"),
                address(repository).replaceFirst("//[^@]+@", "//"));

        for (String address : refused) {
            assertThat(here().run("ls-remote", address).isDone()).as(address).isFalse();
        }
        Api.Reply anonymously = anonymous.get("/git/%s.git/info/refs?service=git-upload-pack".formatted(repository));
        assertThat(anonymously.status()).isEqualTo(401);
        assertThat(anonymously.header("www-authenticate")).startsWith("Basic");
        assertThat(developer
                        .api()
                        .get("/git/%s.git/info/refs?service=git-upload-pack".formatted(repository))
                        .status())
                .as("by the cookie of a browser")
                .isEqualTo(401);
    }

    @Test
    void slowsDownWhoGuessesTokens() {
        String repository = open();
        Person guessed = person();
        String right = token(guessed);
        for (int guess = 0; guess < 8; guess++) {
            here().run("ls-remote", address(repository, guessed, "fwy_guess" + guess));
        }

        assertThat(here().run("ls-remote", address(repository, guessed, right)).text())
                .contains("429");
        assertThat(guessed.api().get("/v1/repositories").status()).isEqualTo(200);
    }

    @Test
    void guardsTheDefaultBranch() {
        String repository = made("'protection': {'enabled': true}");
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");
        mine.done("push", "origin", "main");
        mine.commit("a.txt", "2");

        assertThat(mine.run("push", "origin", "main").text())
                .contains(
                        "remote: main is protected; push to a branch of another name and open a change request from it")
                .contains("[remote rejected]");
        mine.done("push", "origin", "main:feature");
        assertThat(mine.run("push", "origin", ":main").text()).contains("cannot be deleted");
        mine.done("push", "origin", ":feature");
    }

    @Test
    void takesNoForcedPushIntoTheDefaultBranch() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");
        mine.done("push", "origin", "main", "main:feature");
        mine.done("commit", "--quiet", "--amend", "--message", "Rewritten");

        assertThat(mine.run("push", "--force", "origin", "main").text()).contains("takes no forced push");
        mine.done("push", "--force", "origin", "main:feature");
        assertThat(mine.run("push", "origin", "main:refs/changes/1").text()).contains("is neither a branch nor a tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".git", ".GIT", "git~1", "."})
    void refusesTreesThatWouldLeaveAFolder(String name) {
        GitProgram mine = cloned(open());
        String file = mine.fed("harmless", "hash-object", "-w", "--stdin");
        String inner = mine.fed("100644 blob %s\tconfig\n".formatted(file), "mktree");
        String hostile = mine.fed("040000 tree %s\t%s\n".formatted(inner, name), "mktree");
        String commit = mine.done("commit-tree", hostile, "-m", "Hostile");

        Result refused = mine.run("push", "origin", commit + ":refs/heads/main");

        assertThat(refused.isDone()).isFalse();
        assertThat(refused.text()).contains("Nothing of this push was taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../secret", "..", "a.git", "A", "-a", "a-", "a/b", "a b", "", "git", "%2e%2e", "a\\\\b", "é"})
    void refusesHostileNames(String name) {
        Api.Reply refused =
                developer.api().post("/v1/repositories", "{'owner': '%s', 'name': '%s'}".formatted(team, name));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    }

    @Test
    void hasNothingAtAddressesThatAreNoRepository() {
        String repository = open();
        Path own = folderOf(repository);
        String secret = GitProgram.address(anonymous.address(), developer.email(), token, "x/y")
                .replace("/git/x/y.git", "");
        for (String path : List.of(
                "/git/../v1/users",
                "/git/" + own.getFileName(),
                "/git/%2e%2e/" + own.getFileName(),
                "/git/" + team + "/%2e%2e%2fgit.git",
                "/git/" + team + "/nothing.git")) {
            assertThat(here().run("ls-remote", secret + path).isDone()).as(path).isFalse();
        }
        Api git = anonymous.with("Authorization", "Basic " + basic(developer.email() + ":" + token));
        assertThat(git.get("/git/%s.git/HEAD".formatted(repository)).status()).isEqualTo(404);
        assertThat(git.get("/git/%s.git/config".formatted(repository)).status()).isEqualTo(404);
        assertThat(git.get("/git/%s.git/info/refs".formatted(repository)).status())
                .isEqualTo(404);
    }

    private static String basic(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void neverRunsHooks() throws IOException {
        String repository = open();
        Path ran = folder.resolve("ran");
        for (String hook : List.of("pre-receive", "update", "post-receive", "post-update", "reference-transaction")) {
            Path file = folderOf(repository).resolve("hooks").resolve(hook);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\ntouch %s\nexit 1\n".formatted(ran));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");

        mine.done("push", "origin", "main");

        assertThat(ran).doesNotExist();
    }

    @Test
    void refusesWhatIsTooLarge() {
        GitProgram mine = cloned(open());
        mine.commit("large.bin", noise(0, 3_000_000));
        assertThat(mine.run("push", "origin", "main").text())
                .contains("remote: A file is larger than 2,097,152 bytes")
                .contains("unpack");

        GitProgram many = cloned(open());
        for (int part = 0; part < 5; part++) {
            many.write("part" + part, noise(part, 1_900_000));
        }
        many.commit("last", "1");
        assertThat(many.run("push", "origin", "main").text())
                .contains("remote: This push sends more than 6,291,456 bytes");
    }

    /** Text that packs to a fraction of itself at most. */
    private static String noise(int seed, int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append((char) (' ' + random.nextInt(90)));
        }
        return text.toString();
    }

    @Test
    void letsOneOfTwoRacingPushesWin() {
        String repository = open();
        GitProgram one = cloned(repository);
        one.commit("a.txt", "0");
        one.done("push", "origin", "main");
        GitProgram other = cloned(repository);
        one.commit("a.txt", "1");
        other.commit("a.txt", "2");

        CompletableFuture<Result> first = CompletableFuture.supplyAsync(() -> one.run("push", "origin", "main"));
        Result second = other.run("push", "origin", "main");

        assertThat(List.of(first.join().isDone(), second.isDone())).containsExactlyInAnyOrder(true, false);
        assertThat(audited("git_ref", repository + ":refs/heads/main")).hasSize(2);
    }

    @Test
    void tellsEveryMovementOnceAlsoWhatACrashLeftUntold() {
        String repository = open();
        GitProgram mine = cloned(repository);
        String first = mine.commit("a.txt", "1");
        mine.done("push", "origin", "main");
        GitProgram onDisk = new GitProgram(folderOf(repository));
        String second = onDisk.done("commit-tree", first + "^{tree}", "-p", first, "-m", "Untold");
        onDisk.done("update-ref", "refs/heads/main", second);
        String third = onDisk.done("commit-tree", first + "^{tree}", "-p", second, "-m", "Untold as well");
        onDisk.done("update-ref", "refs/heads/main", third);
        onDisk.done("update-ref", "refs/heads/other", second);

        run("settle-pushes");
        run("settle-pushes");

        String logged = "harbor-developer@example.com ";
        assertThat(audited("git_ref", repository + ":refs/heads/main"))
                .containsExactly(logged + third, logged + second, developer.email() + " " + first);
        onDisk.done("update-ref", "-d", "refs/heads/other");
        run("settle-pushes");
        assertThat(audited("git_ref", repository + ":refs/heads/other"))
                .containsExactly("system gone", logged + second);
    }

    @Test
    void putsRowsAndFoldersRightAfterACrash() throws IOException {
        String repository = open();
        Path empty = folderOf(repository);
        Files.move(empty, empty.resolveSibling("lost-" + empty.getFileName()));
        Path orphan = Files.createDirectories(folders().resolve(unique("orphan") + ".git"));
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.EPOCH));

        run("settle-pushes");

        assertThat(cloned(repository).folder()).exists();
        assertThat(orphan).doesNotExist();
        assertThat(folders().resolve("removed").resolve(orphan.getFileName())).exists();
    }

    @Test
    void doesNotTakeLostContentForDeletedBranches() throws IOException {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");
        mine.done("push", "origin", "main");
        Path content = folderOf(repository);
        Path lost = content.resolveSibling("lost-" + content.getFileName());
        Files.move(content, lost);

        assertThat(catchThrowable(() -> run("settle-pushes")))
                .hasMessageContaining("restores the folder git/" + content.getFileName());
        assertThat(audited("git_ref", repository + ":refs/heads/main")).hasSize(1);
        Files.move(lost, content);
        run("settle-pushes");
        assertThat(audited("git_ref", repository + ":refs/heads/main")).hasSize(1);
    }

    @Test
    void packsWhatWasPushed() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");
        mine.done("push", "origin", "main");

        run("tidy-repositories");

        assertThat(folderOf(repository).resolve("packed-refs")).exists();
        assertThat(cloned(repository).read("a.txt")).isEqualTo("1");
    }

    @Test
    void staysWithATeamThatGetsAnotherName() {
        String repository = open();
        String renamed = unique("renamed team");
        admin.put("/v1/teams/" + team, "{'name': '%s'}".formatted(renamed));

        String name = renamed + repository.substring(repository.indexOf('/'));

        GitProgram mine = here().cloned(address(name), "renamed");
        mine.commit("a.txt", "1");
        mine.done("push", "origin", "main");
    }

    @Test
    void isDeletedOnlyByItsName() {
        String repository = open();
        Path content = folderOf(repository);

        assertThat(developer.api().delete(at(repository)).status()).isEqualTo(422);
        assertThat(developer
                        .api()
                        .delete(at(repository) + "?confirm=" + repository.split("/")[1])
                        .status())
                .isEqualTo(200);

        assertThat(developer.api().get(at(repository)).status()).isEqualTo(404);
        assertThat(content).doesNotExist();
        assertThat(here().run("ls-remote", address(repository)).text()).contains("was not found");
    }

    @Test
    void isFoundByNameAndTeamPageByPage() {
        List<String> made = List.of(open(), open(), open());
        JsonNode page =
                developer.api().get("/v1/repositories?mine=true&limit=2").body();
        JsonNode rest = developer
                .api()
                .get("/v1/repositories?mine=true&limit=2&from="
                        + page.at("/next").stringValue())
                .body();

        assertThat(page.at("/repositories").size()).isEqualTo(2);
        assertThat(rest.at("/repositories").size()).isEqualTo(1);
        assertThat(rest.at("/next").isNull()).isTrue();
        JsonNode found = admin.get("/v1/repositories?team=%s&q=%s"
                        .formatted(team, made.get(1).split("/")[1].toUpperCase(Locale.ROOT)))
                .at("/repositories");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.at("/0/clonePath").stringValue()).isEqualTo("/git/%s.git".formatted(made.get(1)));
    }
}
