package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.builds.BuiltImage;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.pipelines.PipelineFile.Publish;
import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import dev.fairway.delivery.registries.ImagePublishing;
import dev.fairway.delivery.registries.ImagePublishing.Order;
import dev.fairway.delivery.registries.ImageRegistries;
import dev.fairway.delivery.registries.ImageRegistry;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.outbound.CallFailed;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Publishes an image that an earlier stage left in a file. It is sent from inside this process, so that no stage sees the password of a
 * registry. A team publishes where the registry lets it, and nowhere else.
 */
@Component
class PublishStage {

    private final ImageRegistries registries;
    private final ImagePublishing publishing;

    PublishStage(ImageRegistries registries, ImagePublishing publishing) {
        this.registries = registries;
        this.publishing = publishing;
    }

    /** @param repository whose team publishes @param folder that earlier stages worked in */
    record Place(PipelineRun run, HostedRepository repository, Path folder) {}

    /**
     * @param isCancelled asked again and again
     * @param print takes whole lines
     */
    StageWork.Result run(Stage stage, Place place, BooleanSupplier isCancelled, Consumer<String> print) {
        Publish publish = Objects.requireNonNull(stage.publish());
        long deadline = System.nanoTime() + stage.timeout().toNanos();
        BooleanSupplier isOver = () -> System.nanoTime() - deadline > 0;
        try {
            Order order = order(publish, place);
            String digest = publishing.publish(
                    order,
                    line -> print.accept(line + "\n"),
                    () -> isOver.getAsBoolean() || isCancelled.getAsBoolean());
            BuiltImage image = new BuiltImage(order.registry().image(order.repository()), order.tag(), digest);
            print.accept("%s:%s is %s\n".formatted(image.repository(), image.tag(), digest));
            return new StageWork.Result(Outcome.SUCCESS, "Published as " + digest, "", image);
        } catch (CallFailed failure) {
            return interrupted(failure, stage, isOver.getAsBoolean(), isCancelled.getAsBoolean());
        } catch (PlatformException refused) {
            return new StageWork.Result(Outcome.FAILURE, refused.reason(), "");
        }
    }

    private Order order(Publish publish, Place place) {
        ImageRegistry registry = registries
                .find(publish.registry())
                .orElseThrow(() -> new InvalidInput(
                        "publish.registry",
                        "no registry \"%s\" is connected; an administrator connects one under Image registries"
                                .formatted(publish.registry())));
        String team = place.repository().name().owner();
        if (!registry.mayPublish(team, publish.repository())) {
            throw new InvalidInput(
                    "publish.repository",
                    "%s may not publish to %s in %s, where teams publish under %s; name such a path, or ask an administrator"
                            .formatted(team, publish.repository(), registry.name(), registry.paths()));
        }
        Path archive = StageFiles.find(place.folder(), publish.image())
                .orElseThrow(() -> new InvalidInput(
                        "publish.image",
                        "no earlier stage left a file %s; write one by docker save or podman save"
                                .formatted(publish.image())));
        return new Order(
                registry, publish.repository(), publish.tagOf(place.run().commit()), archive);
    }

    private static StageWork.Result interrupted(CallFailed failure, Stage stage, boolean isOver, boolean isCancelled) {
        if (isCancelled) {
            return new StageWork.Result(Outcome.CANCELLED, "It was stopped", "");
        }
        if (isOver) {
            return new StageWork.Result(
                    Outcome.FAILURE,
                    "It took longer than its %d minutes"
                            .formatted(stage.timeout().toMinutes()),
                    "");
        }
        return new StageWork.Result(
                Outcome.FAILURE,
                "%s. Once the registry answers, run the pipeline again; layers that it has are not sent again"
                        .formatted(failure.reason()),
                "");
    }
}
