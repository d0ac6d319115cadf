package dev.fairway.shared;

import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where people and their programs reach this Fairway. */
@Component
public class PublicAddress {

    private final Environment settings;

    public PublicAddress(Environment settings) {
        this.settings = settings;
    }

    /** {@code FAIRWAY_PUBLIC_URL} without a slash at its end; empty where it is not set. */
    public Optional<String> configured() {
        return Optional.of(settings.getProperty("fairway.public-url", "").replaceAll("/+$", ""))
                .filter(address -> !address.isBlank());
    }

    /** That, or else where it is reached from the machine that it runs on. */
    public String base() {
        return configured().orElseGet(() -> "http://localhost:" + settings.getProperty("local.server.port", "8080"));
    }

    /** The address of a page. @param path with a slash at its beginning */
    public String of(String path) {
        return base() + path;
    }
}
