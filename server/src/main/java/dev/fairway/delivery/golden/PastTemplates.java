package dev.fairway.delivery.golden;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.contents.CommitLine;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.shared.InvalidInput;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Templates as they were, from the history of {@code platform/golden-paths}. */
@Component
class PastTemplates {

    private static final int MOST_COMMITS = 300;
    private static final int REMEMBERED = 50;

    private final GoldenPaths paths;
    private final History history;

    /** What a template was up to a commit is the same for ever. */
    private record Known(String name, String commit, boolean hasDashboard) {}

    private final Map<Known, List<DockerTemplate>> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, List<DockerTemplate>> eldest) {
            return size() > REMEMBERED;
        }
    };

    PastTemplates(GoldenPaths paths, History history) {
        this.paths = paths;
        this.history = history;
    }

    /**
     * What a repository got. A record without a digest may mean several texts of one version: then it is the one that makes the
     * very file that is there, or else the newest.
     *
     * @param own the Dockerfile of the repository; null where it has none
     * @return empty where it is not among the latest 300 changes of the template
     */
    Optional<DockerTemplate> of(AdoptionRecord record, @Nullable String own) {
        List<DockerTemplate> candidates = versions(record.template(), record.service() != null).stream()
                .map(one -> Dashboard.named(one, record.service()))
                .filter(one -> one.version().equals(record.version()))
                .filter(one -> record.digest() == null || record.digest().equals(one.digest()))
                .toList();
        return candidates.stream()
                .filter(one -> makes(one, record, own))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private static boolean makes(DockerTemplate template, AdoptionRecord record, @Nullable String own) {
        try {
            return Objects.equals(template.render(record.arguments()).get(DockerTemplate.FILE), own);
        } catch (InvalidInput never) {
            return false;
        }
    }

    /** The newest first, each once. */
    private List<DockerTemplate> versions(String name, boolean hasDashboard) {
        HostedRepository repository = paths.repository();
        Known key = new Known(name, paths.head(repository), hasDashboard);
        synchronized (known) {
            List<DockerTemplate> found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        List<DockerTemplate> found = hasDashboard ? readWithDashboard(repository, name) : read(repository, name);
        synchronized (known) {
            known.put(key, found);
        }
        return found;
    }

    private List<DockerTemplate> read(HostedRepository repository, String name) {
        return each(commits(repository, GoldenPaths.folder(name)), commit -> paths.at(repository, commit, name));
    }

    /** Each of its versions with each dashboard that was there meanwhile. */
    private List<DockerTemplate> readWithDashboard(HostedRepository repository, String name) {
        return each(
                Stream.concat(commits(repository, GoldenPaths.folder(name)), commits(repository, Dashboard.FILE)),
                commit -> paths.atWithDashboard(repository, commit, name));
    }

    private static List<DockerTemplate> each(
            Stream<String> commits, Function<String, @Nullable DockerTemplate> template) {
        Set<String> seen = new HashSet<>();
        return commits.flatMap(commit -> Stream.ofNullable(template.apply(commit)))
                .filter(one -> seen.add(one.version() + " " + one.digest()))
                .toList();
    }

    private Stream<String> commits(HostedRepository repository, String path) {
        return history.log(repository, new At(OwnRepositories.BRANCH, path), null, MOST_COMMITS).stream()
                .map(CommitLine::id);
    }
}
