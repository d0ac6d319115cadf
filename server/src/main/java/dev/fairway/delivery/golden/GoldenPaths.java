package dev.fairway.delivery.golden;

import dev.fairway.access.Actor;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.build.DockerTemplates;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.git.WrittenRepository;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The repository {@code platform/golden-paths}. It begins with what comes with Fairway; from then on the platform team changes
 * it by change requests, and what is on its main branch counts.
 */
@Component
public class GoldenPaths {

    static final RepositoryName NAME = RepositoryName.of(RepositoryName.PLATFORM, "golden-paths");

    private static final Logger LOG = LoggerFactory.getLogger(GoldenPaths.class);
    private static final String BRANCH = "main";
    private static final String SHIPPED = "golden-paths/";
    private static final String DOCKERFILES = "dockerfiles/";

    private final Repositories repositories;
    private final Commits commits;
    private final Contents contents;
    private final History history;
    private volatile Read read = new Read("", List.of());

    /** What is at a commit. */
    private record Read(String commit, List<DockerTemplate> templates) {}

    GoldenPaths(Repositories repositories, Commits commits, Contents contents, History history) {
        this.repositories = repositories;
        this.commits = commits;
        this.contents = contents;
        this.history = history;
    }

    HostedRepository repository() {
        HostedRepository repository = repositories
                .find(NAME)
                .orElseGet(() -> repositories.createOnce(
                        NAME.toString(),
                        WrittenRepository.usual(NAME, "How this company builds its services"),
                        Actor.SYSTEM));
        if (head(repository).isEmpty()) {
            commits.write(repository, Place.on(BRANCH), Actor.SYSTEM, "Begin with what comes with Fairway", shipped());
        }
        return repository;
    }

    private Optional<String> head(HostedRepository repository) {
        try {
            return Optional.of(
                    contents.folder(repository, new At(BRANCH, ""), null, 1).commit());
        } catch (NotFound none) {
            return Optional.empty();
        }
    }

    private static List<FileChange> shipped() {
        List<FileChange> files = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(GoldenPaths.class.getClassLoader())
                    .getResources("classpath:" + SHIPPED + DOCKERFILES + "**")) {
                String address = file.getURL().toString();
                String path = address.substring(address.lastIndexOf(SHIPPED) + SHIPPED.length());
                if (file.isReadable() && !path.endsWith("/")) {
                    files.add(FileChange.write(path, file.getContentAsString(StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    /** By name, as they are now. One that is broken is left out, and said in the log. */
    public List<DockerTemplate> templates() {
        HostedRepository repository = repository();
        String commit = head(repository).orElseThrow();
        Read known = read;
        if (known.commit().equals(commit)) {
            return known.templates();
        }
        List<DockerTemplate> templates = read(repository, commit);
        read = new Read(commit, templates);
        return templates;
    }

    public DockerTemplate template(String name) {
        return templates().stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("template", "name", name));
    }

    private List<DockerTemplate> read(HostedRepository repository, String commit) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        Set<String> paths = history.changedPaths(repository, null, commit);
        for (String path : paths) {
            String[] parts = path.split("/");
            if (path.startsWith(DOCKERFILES) && parts.length == 3) {
                contents.text(repository, new At(commit, path))
                        .ifPresent(text -> byName.computeIfAbsent(parts[1], any -> new TreeMap<>())
                                .put(parts[2], text));
            }
        }
        List<DockerTemplate> templates = new ArrayList<>();
        byName.forEach((name, files) -> {
            DockerTemplate template = template(name, files);
            if (template != null) {
                templates.add(template);
            }
        });
        return List.copyOf(templates);
    }

    private static @Nullable DockerTemplate template(String name, Map<String, String> files) {
        try {
            return DockerTemplates.read(name, files);
        } catch (InvalidInput broken) {
            LOG.warn("The template dockerfiles/{} is left out: {}", name, broken.reason());
            return null;
        }
    }
}
