package dev.fairway.delivery.golden;

import dev.fairway.access.Actor;
import dev.fairway.delivery.build.Detected;
import dev.fairway.delivery.build.Detection;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.build.DockerfileLint;
import dev.fairway.delivery.build.LintFinding;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.hosts.BranchCommit;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Brings a repository onto the golden path: looks what it is, and proposes what it lacks. */
@Component
public class Adoption {

    private final GoldenPaths paths;
    private final GitHosts hosts;

    Adoption(GoldenPaths paths, GitHosts hosts) {
        this.paths = paths;
        this.hosts = hosts;
    }

    /**
     * What a repository is.
     *
     * @param detected the likeliest first; only what there is a template for
     * @param findings on its own Dockerfile; null where it has none
     */
    public record Look(
            String commit,
            List<Detected> detected,
            @Nullable List<LintFinding> findings) {}

    /** @throws NotFound when nothing was pushed yet */
    public Look look(RepositoryAt repository) {
        GitHost host = hosts.of(repository);
        String head = host.head(repository, repository.defaultBranch())
                .orElseThrow(() -> new NotFound("branch", "name", repository.defaultBranch()));
        Set<String> files = host.files(repository, head);
        List<String> known =
                paths.templates().stream().map(DockerTemplate::name).toList();
        List<Detected> detected = Detection.of(files, path -> text(repository, head, path)).stream()
                .filter(one -> known.contains(one.template()))
                .toList();
        return new Look(head, detected, findings(repository, head));
    }

    private Optional<String> text(RepositoryAt repository, String commit, String path) {
        return hosts.of(repository).text(repository, commit, path);
    }

    /** Of the Dockerfile at a commit; null where there is none. */
    @Nullable
    List<LintFinding> findings(RepositoryAt repository, String commit) {
        Optional<String> own = text(repository, commit, "Dockerfile");
        if (own.isEmpty()) {
            return null;
        }
        try {
            return DockerfileLint.check(own.get());
        } catch (InvalidInput unreadable) {
            return List.of(new LintFinding("readable", LintFinding.Severity.DENY, 1, unreadable.reason()));
        }
    }

    /**
     * What is to be written.
     *
     * @param commit that was looked at
     * @param doubts what a person should look at
     * @param files whole contents by path, only those that are not so already
     */
    record Wanted(
            String commit,
            DockerTemplate template,
            ObjectNode arguments,
            List<String> doubts,
            Map<String, String> files) {}

    /**
     * @param template null for the likeliest
     * @param said arguments over those that the repository says itself
     * @param beside more files, by path
     */
    Wanted wanted(RepositoryAt repository, @Nullable String template, ObjectNode said, Map<String, String> beside) {
        Look look = look(repository);
        String name = template != null
                ? template
                : look.detected().stream()
                        .map(Detected::template)
                        .findFirst()
                        .orElseThrow(() -> new InvalidInput(
                                "template",
                                "nothing in %s says what it is written in; choose one".formatted(repository.name())));
        @Nullable String service = recordedService(repository, look.commit());
        DockerTemplate chosen = service == null ? paths.template(name) : paths.template(name, service);
        ObjectNode arguments = Json.object();
        look.detected().stream()
                .filter(one -> one.template().equals(name))
                .findFirst()
                .ifPresent(one -> arguments.setAll(one.arguments()));
        arguments.setAll(said);
        Map<String, String> files = chosen.render(arguments);
        files.putAll(beside);
        if (text(repository, look.commit(), Dashboard.FILE).isPresent()) {
            files.remove(Dashboard.FILE);
        }
        files.put(
                AdoptionRecord.FILE,
                AdoptionRecord.of(chosen, arguments, service).text());
        files.entrySet()
                .removeIf(file -> text(repository, look.commit(), file.getKey())
                        .filter(file.getValue()::equals)
                        .isPresent());
        List<String> doubts = look.detected().stream()
                .filter(one -> one.template().equals(name))
                .flatMap(one -> one.doubts().stream())
                .filter(doubt -> !said.has(doubt.substring(0, doubt.indexOf(' '))))
                .toList();
        return new Wanted(look.commit(), chosen, arguments, doubts, files);
    }

    /** Whose dashboard the repository follows already; null for none. */
    private @Nullable String recordedService(RepositoryAt repository, String commit) {
        try {
            return text(repository, commit, AdoptionRecord.FILE)
                    .map(AdoptionRecord::read)
                    .map(AdoptionRecord::service)
                    .orElse(null);
        } catch (InvalidInput unreadable) {
            return null;
        }
    }

    /**
     * Proposes it in a change request; where one is open already, that one is brought up to date.
     *
     * @throws InvalidInput when everything is as it is to be already
     */
    HostRequest propose(RepositoryAt repository, Wanted wanted, Actor actor) {
        if (wanted.files().isEmpty()) {
            throw new InvalidInput(
                    "repository",
                    "%s has %s %s already"
                            .formatted(
                                    repository.name(),
                                    wanted.template().name(),
                                    wanted.template().version()));
        }
        String branch = "golden-path/" + wanted.template().name();
        List<FileChange> changes = new ArrayList<>();
        wanted.files().forEach((path, text) -> changes.add(FileChange.write(path, text)));
        String title = "Build by the golden path %s %s"
                .formatted(wanted.template().name(), wanted.template().version());
        GitHost host = hosts.of(repository);
        host.write(
                repository,
                new BranchCommit(branch, wanted.commit(), BranchCommit.Files.OF_BRANCH, title, changes),
                actor);
        return host.propose(
                repository,
                new ChangeRequest.Branches(branch, repository.defaultBranch()),
                new ChangeRequest.Text(title, description(wanted)),
                actor);
    }

    private static String description(Wanted wanted) {
        StringBuilder text = new StringBuilder("%s\n\nWhat the repository says of itself:\n\n"
                .formatted(wanted.template().description()));
        Json.fields(wanted.arguments())
                .forEach((name, value) -> text.append("- `%s`: `%s`\n".formatted(name, value.asString(""))));
        if (!wanted.doubts().isEmpty()) {
            text.append("\n**Look at this before you merge:**\n\n");
            wanted.doubts().forEach(doubt -> text.append("- %s\n".formatted(doubt)));
        }
        text.append("\nTry it: `docker build .` works with it as it is.\n");
        if (wanted.files().values().stream().anyMatch(one -> one.contains("FAIRWAY_TOKEN"))) {
            text.append(
                    "\nThe CI reports what it builds and what tests come to. Give it a secret `FAIRWAY_TOKEN`: a personal token of"
                            + " somebody who may write to this repository, made for this.\n");
        }
        return text.toString();
    }
}
