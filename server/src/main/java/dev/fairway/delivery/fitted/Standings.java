package dev.fairway.delivery.fitted;

import dev.fairway.delivery.golden.AdoptionRecord;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRefusal;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks into repositories for their pipelines, and what they should be. */
@Component
class Standings {

    private final GitHosts hosts;
    private final GoldenPipelines golden;

    Standings(GitHosts hosts, GoldenPipelines golden) {
        this.hosts = hosts;
        this.golden = golden;
    }

    /**
     * Empty where nothing fits: nothing was pushed yet, the golden path has none for it, or a CI outside would have no image and no tests to
     * run, as these come from the golden path, too.
     *
     * @param service null for none
     * @param taken what the repository took last, by path
     * @throws HostRefusal when it is not there any more
     */
    Optional<Standing> of(
            CiSystem system, RepositoryAt repository, @Nullable String service, Map<String, String> taken) {
        RepositoryAt at = hosts.now(repository);
        GitHost host = hosts.of(at);
        Optional<String> head = host.head(at, at.defaultBranch())
                .filter(commit -> system == CiSystem.FAIRWAY
                        || host.text(at, commit, AdoptionRecord.FILE).isPresent());
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> files = golden.of(system, at, service);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(taken.keySet());
        Map<String, String> own = new TreeMap<>();
        paths.forEach(path -> host.text(at, head.get(), path).ifPresent(text -> own.put(path, text)));
        boolean hasOthers = !own.containsKey(system.file()) && hasOthers(host, system, at, head.get());
        return Optional.of(new Standing(at, system, head.get(), own, files, golden.version(system), hasOthers));
    }

    /** GitHub takes any number of files; the other systems have one. */
    private static boolean hasOthers(GitHost host, CiSystem system, RepositoryAt at, String head) {
        return system == CiSystem.GITHUB
                && host.files(at, head).stream().anyMatch(path -> path.matches("\\.github/workflows/[^/]+\\.ya?ml"));
    }
}
