package dev.fairway.delivery.fitted;

import dev.fairway.delivery.DeliverySettings.Runner;
import dev.fairway.shared.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The pipeline of the golden path, in parts: {@code test/<language>.yaml}, {@code publish.yaml}, or {@code
 * publish-in-container.yaml} where stages run in containers, and {@code deploy.yaml}. Words such as
 * {@code the-service} stand for what values say.
 */
record PipelineTemplate(Map<String, String> parts) {

    /** Where the part of a language is. */
    private static final String LANGUAGES = "test/";

    private static final String PUBLISH = "publish.yaml";
    private static final String PUBLISH_IN_CONTAINER = "publish-in-container.yaml";
    private static final Pattern PUBLISHES = Pattern.compile("(?m)^ +publish:");
    private static final String DEPLOY = "deploy.yaml";

    /** The same as long as the parts are. */
    String version() {
        return Sha256.hex(new TreeMap<>(parts).toString());
    }

    /** What it makes of values; empty where nobody wrote a part for the language. It deploys only what it publishes. */
    Optional<String> render(String language, Facts facts) {
        String test = parts.get(LANGUAGES + language + ".yaml");
        if (test == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(test);
        if (!facts.registry().isEmpty()) {
            String publish = parts.getOrDefault(publish(facts), "");
            text.append(publish);
            if (!facts.environment().isEmpty() && PUBLISHES.matcher(publish).find()) {
                text.append(parts.getOrDefault(DEPLOY, ""));
            }
        }
        return Optional.of(facts.fill(text.toString()));
    }

    /** An image is built by an engine, which a container has not. */
    private static String publish(Facts facts) {
        return facts.runner() == Runner.CONTAINER ? PUBLISH_IN_CONTAINER : PUBLISH;
    }

    /**
     * What values say of a service.
     *
     * @param service its name; empty where there is none yet
     * @param image where it is published, without a tag; empty for nowhere
     * @param registry that is connected, and the image is in; empty for none
     * @param repository of its image, below the address of that registry
     * @param environment that it is deployed to first; empty for none
     * @param branch whose commits are published
     * @param runner that stages run by
     */
    record Facts(
            String service,
            String image,
            String registry,
            String repository,
            String environment,
            String branch,
            Runner runner) {

        /** A part with what its words stand for. */
        String fill(String part) {
            return part.replace("the-service", service)
                    .replace("the-image", image)
                    .replace("the-registry", registry)
                    .replace("the-repository", repository)
                    .replace("the-environment", environment)
                    .replace("the-branch", branch);
        }
    }
}
