package dev.fairway.delivery.golden;

import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.PublicAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What has a CI that the company has already build and test a repository, and report to Fairway. */
@Component
class CiFiles {

    /** What may be asked for. */
    static final List<String> KINDS = List.of("none", "github", "gitlab");

    /** The script that all of them run. */
    static final String SCRIPT = ".fairway/ci-test.sh";

    private static final String ADDRESS = "https://fairway.example.com";
    private static final String WHERE = "repositories/owner/name";
    private static final Map<String, String> PATHS =
            Map.of("github", ".github/workflows/golden-path.yaml", "gitlab", ".gitlab-ci.yml");
    private static final Map<String, String> SOURCES =
            Map.of("github", "github-actions.yaml", "gitlab", "gitlab-ci.yaml");

    private final GoldenPaths paths;
    private final PublicAddress own;

    CiFiles(GoldenPaths paths, PublicAddress own) {
        this.paths = paths;
        this.own = own;
    }

    /**
     * Texts by path.
     *
     * @param kind null for none
     * @throws InvalidInput when there is no such CI, or Fairway does not know where it is
     */
    Map<String, String> of(@Nullable String kind, RepositoryAt repository) {
        if (kind == null || kind.isBlank() || kind.equals("none")) {
            return Map.of();
        }
        String path = PATHS.get(kind);
        Map<String, String> central = paths.ci();
        String text = central.get(SOURCES.getOrDefault(kind, ""));
        String script = central.get("test.sh");
        if (path == null || text == null || script == null) {
            throw new InvalidInput("ci", "\"%.40s\" is none of %s".formatted(kind, String.join(", ", KINDS)));
        }
        Map<String, String> files = new TreeMap<>();
        files.put(path, text.replace(ADDRESS, own.configured().orElse(ADDRESS)).replace(WHERE, where(repository)));
        files.put(SCRIPT, script);
        return files;
    }

    /** Where the API has it, below its version. */
    private static String where(RepositoryAt repository) {
        return repository.isEmbedded()
                ? "repositories/" + repository.path()
                : "external-repositories/" + repository.id();
    }
}
