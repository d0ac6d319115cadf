package dev.fairway.delivery.build;

import dev.fairway.clusters.Manifest;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The central Dockerfiles, as a folder has them: {@code dockerfiles/<name>/} with a {@code template.yaml} each. */
public final class DockerTemplates {

    /** What a template is called in its own file. */
    static final String ABOUT = "template.yaml";

    private DockerTemplates() {}

    /**
     * One template.
     *
     * @param files of its folder, by their path in it
     * @throws InvalidInput naming the file and what is wrong with it
     */
    public static DockerTemplate read(String name, Map<String, String> files) {
        ObjectNode about = Optional.ofNullable(files.get(ABOUT))
                .map(Manifest::documents)
                .filter(documents -> documents.size() == 1)
                .map(List::getFirst)
                .orElseThrow(() -> new InvalidInput(
                        ABOUT, "of %s says in one document what the template is; it is missing".formatted(name)));
        Map<String, String> written = new TreeMap<>(files);
        written.remove(ABOUT);
        Function<String, String> text =
                field -> String.valueOf(about.path(field).asString(""));
        return new DockerTemplate(
                name,
                text.apply("title"),
                text.apply("version"),
                text.apply("description"),
                Json.objectAt(about, "arguments"),
                written);
    }
}
