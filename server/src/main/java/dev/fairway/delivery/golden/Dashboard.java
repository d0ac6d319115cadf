package dev.fairway.delivery.golden;

import dev.fairway.delivery.build.DockerTemplate;
import org.jspecify.annotations.Nullable;

/** The dashboard that a service gets beside its Dockerfile: one file of the golden path, with the name of the service in it. */
public final class Dashboard {

    /** Where it is, both in {@code platform/golden-paths} and in a repository. */
    public static final String FILE = "dashboards/service.json";

    private static final String PLACEHOLDER = "skeleton-service";

    private Dashboard() {}

    /** @param text as the platform team has it; null where it has none */
    static DockerTemplate beside(DockerTemplate template, @Nullable String text) {
        return text == null ? template : template.with(FILE, text);
    }

    /** @param service null where the repository has no dashboard of the golden path */
    static DockerTemplate named(DockerTemplate template, @Nullable String service) {
        String text = template.files().get(FILE);
        return text == null || service == null ? template : template.with(FILE, text.replace(PLACEHOLDER, service));
    }
}
