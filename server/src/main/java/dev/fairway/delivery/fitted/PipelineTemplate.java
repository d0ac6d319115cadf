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
        return Optional.of(text.toString()
                .replace("the-service", facts.service())
                .replace("the-registry", facts.registry())
                .replace("the-repository", facts.repository())
                .replace("the-environment", facts.environment())
                .replace("the-branch", facts.branch()));
    }

    /** An image is built by an engine, which a container has not. */
    private static String publish(Facts facts) {
        return facts.runner() == Runner.CONTAINER ? PUBLISH_IN_CONTAINER : PUBLISH;
    }

    /**
     * What values say of a service.
     *
     * @param registry that its image is published to; empty for none
     * @param repository of its image, below the address of the registry
     * @param environment that it is deployed to first; empty for none
     * @param branch whose commits are published
     * @param runner that stages run by
     */
    record Facts(
            String service, String registry, String repository, String environment, String branch, Runner runner) {}
}
