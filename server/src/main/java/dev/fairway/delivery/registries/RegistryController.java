package dev.fairway.delivery.registries;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registries that pipelines publish images to. */
@RestController
@RequestMapping("/v1/image-registries")
class RegistryController {

    record RegistriesAnswer(boolean ok, List<ImageRegistry> registries) {}

    record RegistryAnswer(boolean ok, ImageRegistry registry) {}

    /**
     * @param works whether the registry answered and took user and password
     * @param reason why it does not work; null where it does
     */
    record RegistryTestAnswer(
            boolean ok, boolean works, @Nullable String reason) {}

    /**
     * @param address such as registry.example.com/company; http:// before it only for one in a network that is not public and may
     *     be called
     * @param user null where the registry asks for nobody's password
     * @param password it is not shown again. Null keeps the one that is there
     * @param paths where teams may publish below the address, {team}/** where it is left out
     */
    record RegistryBody(
            @Nullable String address,
            @Nullable String user,
            @Nullable String password,
            @Nullable String paths) {}

    private final ImageRegistries registries;
    private final ImagePublishing publishing;

    RegistryController(ImageRegistries registries, ImagePublishing publishing) {
        this.registries = registries;
        this.publishing = publishing;
    }

    /** The image registries that are connected, by name. */
    @GetMapping
    @Requires(Permission.MEMBER)
    RegistriesAnswer list() {
        return new RegistriesAnswer(true, registries.all());
    }

    /**
     * Connects an image registry, or changes how it is connected, once it answered and took user and password.
     *
     * @param registry its name in Fairway, by which pipelines name it
     */
    @PutMapping("/{registry}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    RegistryAnswer put(@PathVariable String registry, @RequestBody RegistryBody body, Actor actor) {
        WrittenRegistry wanted = new WrittenRegistry(
                registry,
                Objects.requireNonNullElse(body.address(), ""),
                written(body.user()),
                written(body.password()),
                Objects.requireNonNullElse(written(body.paths()), WrittenRegistry.USUAL_PATHS));
        String password = registries.passwordFor(wanted);
        publishing.test(wanted.wanted(), password);
        return new RegistryAnswer(true, registries.put(wanted, password, actor));
    }

    private static @Nullable String written(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Asks an image registry whether it takes user and password. */
    @PostMapping("/{registry}/test")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    RegistryTestAnswer test(@PathVariable String registry) {
        ImageRegistry connected = registries.get(registry);
        try {
            publishing.test(connected, registries.password(connected));
            return new RegistryTestAnswer(true, true, null);
        } catch (PlatformException failure) {
            return new RegistryTestAnswer(true, false, failure.reason());
        }
    }

    /** Forgets an image registry. Nothing changes there; stages that publish to it fail from then on. */
    @DeleteMapping("/{registry}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    Done remove(@PathVariable String registry, Actor actor) {
        registries.remove(registries.get(registry), actor);
        return Done.OK;
    }
}
