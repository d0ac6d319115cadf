package dev.fairway.delivery.fitted;

import dev.fairway.delivery.fitted.PipelineTemplate.Facts;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.shared.Sha256;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline of the golden path for a CI outside, in parts: one that builds and tests, and where values name an image, one that
 * publishes it and one that deploys it. Scripts that it names are written beside it.
 */
record CiTemplate(CiSystem system, Map<String, String> parts) {

    private static final String PUBLISH = "-publish.yaml";
    private static final String DEPLOY = "-deploy.yaml";
    private static final Pattern SCRIPT = Pattern.compile("\\.fairway/ci-([a-z0-9-]{1,40})\\.sh");

    /**
     * Where Fairway and the repository are, as a CI calls them.
     *
     * @param fairway its public address
     * @param repository below the version of the API
     */
    record Place(String fairway, String repository) {}

    /** Whether a pipeline was made from here, perhaps with lines of its own since. */
    static boolean made(String pipeline) {
        return SCRIPT.matcher(pipeline).find();
    }

    /** What somebody has to give the CI for it, as a paragraph. @param files by path */
    static String needs(Map<String, @Nullable String> files) {
        boolean publishes =
                files.values().stream().anyMatch(text -> text != null && text.contains("REGISTRY_PASSWORD"));
        return """

                Give the CI a secret `FAIRWAY_TOKEN`, a personal token of somebody who may write to this repository%s.
                """.formatted(
                        publishes
                                ? " and deploy its service, and `REGISTRY_USER` and `REGISTRY_PASSWORD`, of a user who may push the"
                                        + " image"
                                : "");
    }

    /** The same as long as what it may write is. */
    String version() {
        Map<String, String> used = new TreeMap<>(parts);
        used.keySet().removeIf(name -> !name.endsWith(".sh") && !name.startsWith(name()));
        return Sha256.hex(used.toString());
    }

    private String name() {
        return system == CiSystem.GITHUB ? "github-actions" : "gitlab-ci";
    }

    /** Contents by path; nothing where the golden path has none for this CI. It deploys only what it publishes. */
    Map<String, String> render(Facts facts, Place place) {
        String test = parts.get(name() + ".yaml");
        if (test == null) {
            return Map.of();
        }
        StringBuilder pipeline = new StringBuilder(test);
        String publish = parts.getOrDefault(name() + PUBLISH, "");
        if (!facts.image().isEmpty() && !publish.isEmpty()) {
            pipeline.append(publish);
            if (!facts.environment().isEmpty()) {
                pipeline.append(parts.getOrDefault(name() + DEPLOY, ""));
            }
        }
        Map<String, String> files = new TreeMap<>();
        files.put(system.file(), filled(pipeline.toString(), facts, place));
        addScripts(files);
        return files;
    }

    private static String filled(String text, Facts facts, Place place) {
        return facts.fill(text)
                .replace("https://fairway.example.com", place.fairway())
                .replace("repositories/owner/name", place.repository());
    }

    /** Those that are named, and those that these name. */
    private void addScripts(Map<String, String> files) {
        Deque<String> texts = new ArrayDeque<>(files.values());
        while (!texts.isEmpty()) {
            SCRIPT.matcher(texts.pop()).results().forEach(named -> {
                String text = parts.get(named.group(1) + ".sh");
                if (text != null && files.putIfAbsent(named.group(), text) == null) {
                    texts.push(text);
                }
            });
        }
    }
}
