package dev.fairway.delivery.create;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.golden.GoldenPaths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The skeletons in {@code platform/golden-paths}; those that come with Fairway where it has none of a template. */
@Component
class Skeletons {

    private final GoldenPaths paths;

    Skeletons(GoldenPaths paths) {
        this.paths = paths;
    }

    /** Templates that have one, by name. */
    List<DockerTemplate> templates() {
        return paths.templates().stream()
                .filter(template -> !paths.skeleton(template.name() + "/").isEmpty())
                .toList();
    }

    Optional<Skeleton> find(String template) {
        Map<String, String> files = paths.skeleton(template + "/");
        return files.isEmpty() ? Optional.empty() : Optional.of(new Skeleton(template, files));
    }
}
