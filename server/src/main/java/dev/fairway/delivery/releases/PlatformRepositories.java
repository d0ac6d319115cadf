package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.values.ServiceCharts;
import dev.fairway.delivery.values.ValuesTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The repositories that deliveries are made of: what is wanted, and what follows from it. Made when they are first needed. */
@Component
public class PlatformRepositories {

    static final RepositoryName VALUES = RepositoryName.of(RepositoryName.PLATFORM, "values");
    static final RepositoryName DEPLOYMENTS = RepositoryName.of(RepositoryName.PLATFORM, "deployments");

    private final OwnRepositories own;
    private final Contents contents;
    private final Commits commits;
    private final ServiceCharts charts;

    PlatformRepositories(OwnRepositories own, Contents contents, Commits commits, ServiceCharts charts) {
        this.own = own;
        this.contents = contents;
        this.commits = commits;
        this.charts = charts;
    }

    /** What services are to be: their values, layer by layer. */
    public HostedRepository values() {
        return made(VALUES, "Values of all services, by organisation, team, service and environment", """
                # Values

                What services are to be, in layers, each over the one before: `organisation/values.yaml`,
                `teams/<team>/values.yaml`, `services/<service>/values.yaml`, `services/<service>/<environment>/values.yaml`.
                A `locks.yaml` beside one of them says what those above it cannot change, and why.
                `organisation/chart.yaml` says which commit of `platform/golden-paths` has the chart that counts.
                `release.yaml` is written by releases.
                """);
    }

    /** What follows from the values: the manifests of each service and environment, for clusters to be brought to. */
    public HostedRepository deployments() {
        return made(DEPLOYMENTS, "Manifests of all services, as they were released", """
                # Deployments

                The manifests of each release, in `<environment>/<service>/manifests.yaml`, those of previews in `previews/`. They are written by releases: what
                is changed here by hand is lost with the next one.
                """);
    }

    /** The values as they are at a commit. */
    public ValuesTree tree(String commit) {
        return tree(commit, Map.of());
    }

    /** @param files that count instead of those there, by their paths */
    ValuesTree tree(String commit, Map<String, String> files) {
        HostedRepository values = values();
        return new ValuesTree(
                charts, path -> Optional.ofNullable(files.get(path)).or(() -> text(values, commit, path)));
    }

    private HostedRepository made(RepositoryName name, String description, String readme) {
        return own.ready(name, description, () -> List.of(FileChange.write("README.md", readme)));
    }

    /** The newest commit; empty where there is none. */
    public Optional<String> head(HostedRepository repository) {
        return contents.head(repository, OwnRepositories.BRANCH);
    }

    Optional<String> text(HostedRepository repository, String commit, String path) {
        return contents.text(repository, new At(commit, path));
    }

    /** @return the newest commit then */
    public String write(HostedRepository repository, Actor actor, String message, Map<String, String> files) {
        return commits.write(
                repository,
                Place.on(OwnRepositories.BRANCH),
                actor,
                message,
                files.entrySet().stream()
                        .map(file -> FileChange.write(file.getKey(), file.getValue()))
                        .toList());
    }

    /** On a branch of its own, for a change request. @param base commit that the branch begins at */
    void writeAside(
            HostedRepository repository,
            String branch,
            String base,
            Actor actor,
            String message,
            Map<String, String> files) {
        commits.write(
                repository,
                Place.on(branch).beginningAt(base),
                actor,
                message,
                files.entrySet().stream()
                        .map(file -> FileChange.write(file.getKey(), file.getValue()))
                        .toList());
    }

    /** Those of the files that are there. @return the newest commit then */
    public String delete(HostedRepository repository, Actor actor, String message, List<String> paths) {
        String head = head(repository).orElseThrow();
        List<FileChange> there = paths.stream()
                .filter(path -> text(repository, head, path).isPresent())
                .map(FileChange::delete)
                .toList();
        return there.isEmpty()
                ? head
                : commits.write(repository, Place.on(OwnRepositories.BRANCH), actor, message, there);
    }
}
