package dev.fairway.delivery.registries;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Puts images into registries. The password of a registry stays in here. */
@Component
public class ImagePublishing {

    private final Outbound outbound;
    private final ImageRegistries registries;
    private final DeliverySettings settings;

    ImagePublishing(Outbound outbound, ImageRegistries registries, DeliverySettings settings) {
        this.outbound = outbound;
        this.registries = registries;
        this.settings = settings;
    }

    /**
     * @param repository below the address of the registry
     * @param archive file that holds the image
     */
    public record Order(ImageRegistry registry, String repository, String tag, Path archive) {}

    /**
     * Doing it again is the same as once.
     *
     * @param print takes lines on how it goes
     * @param isToStop asked again and again
     * @return the digest of the image
     * @throws InvalidInput when the file holds no image
     * @throws RegistryRefusal when the registry does not take it, or says something else than what was sent
     * @throws CallFailed when it does not answer, or the work was to stop
     */
    public String publish(Order order, Consumer<String> print, BooleanSupplier isToStop) {
        checkTransport(order.registry());
        String path = order.registry().path(order.repository());
        RegistrySession session = new RegistrySession(
                outbound,
                order.registry(),
                registries.password(order.registry()),
                "repository:%s:pull,push".formatted(path));
        ImagePush push = new ImagePush(session, order.registry().name(), path, print, isToStop);
        try (ImageArchive archive =
                new ImageArchive(order.archive(), settings.maxImage().toBytes())) {
            return push.manifest(archive.handOver(push::blob), order.tag());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new InvalidInput(ImageArchive.FIELD, "cannot be read: " + unreadable.getMessage());
        }
    }

    /** @throws InvalidInput when that is no registry @throws RegistryRefusal when it does not take the password */
    void test(ImageRegistry registry, String password) {
        checkTransport(registry);
        RegistrySession session = new RegistrySession(outbound, registry, password, "");
        Answer answer = session.send("GET", "/v2/", Map.of());
        if (answer.status() == 401) {
            throw session.refusal("to let Fairway in", answer);
        }
        if (answer.status() != 200 || !isOfARegistry(answer)) {
            throw new InvalidInput(
                    "address",
                    "%s does not answer as an image registry does: /v2/ brought %d"
                            .formatted(registry.server(), answer.status()));
        }
    }

    private static boolean isOfARegistry(Answer answer) {
        if (answer.headers().containsKey("docker-distribution-api-version")
                || answer.body().isBlank()) {
            return true;
        }
        try {
            return !Json.read(answer.body()).isMissingNode();
        } catch (JacksonException | InvalidInput page) {
            return false;
        }
    }

    private void checkTransport(ImageRegistry registry) {
        if (registry.isPlain() && !outbound.isInside(registry.server())) {
            throw new InvalidInput(
                    "address",
                    "%s is public, and a password is not sent there without TLS; leave out http://"
                            .formatted(registry.server()));
        }
    }
}
