package dev.fairway.delivery.create;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.fitted.FirstPipeline;
import dev.fairway.delivery.golden.GoldenPaths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The skeletons in {@code platform/golden-paths}; those that come with Fairway where it has none of a template. */
@Component
class Skeletons {

    private static final String BRANCH = "main";

    private final GoldenPaths paths;
    private final FirstPipeline first;

    Skeletons(GoldenPaths paths, FirstPipeline first) {
        this.paths = paths;
        this.first = first;
    }

    /** Templates that have one, by name. */
    List<DockerTemplate> templates() {
        Set<String> names = paths.skeletons();
        return paths.templates().stream()
                .filter(template -> names.contains(template.name()))
                .toList();
    }

    /** With the pipeline that fits the service, unless the golden path has none for its language. */
    Optional<Skeleton> find(NewService wanted) {
        Map<String, String> files = new TreeMap<>(paths.skeleton(wanted.template() + "/"));
        if (files.isEmpty()) {
            return Optional.empty();
        }
        first.of(wanted.name(), wanted.team(), wanted.template(), wanted.image(), BRANCH)
                .ifPresent(pipeline -> files.put(FirstPipeline.PATH, pipeline));
        return Optional.of(new Skeleton(wanted.template(), files));
    }
}
