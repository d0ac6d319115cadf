package dev.fairway.delivery;

import dev.fairway.shared.InvalidInput;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param home folder of all data
 * @param maxPack how much one push may send
 * @param maxFile how large one file in a repository may be
 * @param maxImage how large an image may be that a stage publishes, as it is saved
 * @param mostRepositories how many repositories one owner may have, from 1 to 100,000
 * @param runner where stages of pipelines run: off; host for processes of the server's machine, by which whoever pushes can do
 *     what their user can; or container for containers of an engine on that machine
 * @param runnerUser of the machine whose processes they are; blank for the server's own. Only a server that runs as root can
 *     take another one
 * @param runnersAtOnce how many pipelines run at once on one node, from 1 to 16
 * @param runnerMemory how much memory one process of a stage may write to, or its container may have
 * @param container how containers of stages are
 * @param observeEvery how long until a live release is looked at again in its cluster, from one minute
 */
@ConfigurationProperties("fairway.delivery")
public record DeliverySettings(
        @DefaultValue("./data") Path home,
        @DefaultValue("256MB") DataSize maxPack,
        @DefaultValue("50MB") DataSize maxFile,
        @DefaultValue("4GB") DataSize maxImage,
        @DefaultValue("500") int mostRepositories,
        @DefaultValue("off") Runner runner,
        @DefaultValue("") String runnerUser,
        @DefaultValue("1") int runnersAtOnce,
        @DefaultValue("4GB") DataSize runnerMemory,
        @DefaultValue Container container,
        @DefaultValue("10m") Duration observeEvery) {

    public enum Runner {
        OFF,
        HOST,
        CONTAINER
    }

    /**
     * @param engine program that runs containers, such as podman; blank for the first of podman and docker that answers
     * @param image that stages run in which name none; blank for none
     * @param network none, or the name of a network of the engine
     * @param cpus how many processors one stage may use
     * @param processes how many processes one stage may have
     */
    public record Container(
            @DefaultValue("") String engine,
            @DefaultValue("") String image,
            @DefaultValue("none") String network,
            @DefaultValue("2") BigDecimal cpus,
            @DefaultValue("1024") int processes) {

        private static final Pattern IMAGE = Pattern.compile("[a-z0-9][A-Za-z0-9._/:@-]{0,254}");
        private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

        public Container {
            if (!image.isEmpty() && !isImage(image)) {
                throw new InvalidInput("fairway.delivery.container.image", "\"%s\" is no image".formatted(image));
            }
            if (!NETWORK.matcher(network).matches() || network.equals("host")) {
                throw new InvalidInput(
                        "fairway.delivery.container.network",
                        "\"%s\" is neither none nor the name of a network; that of the host is not for stages"
                                .formatted(network));
            }
            if (cpus.signum() <= 0 || processes < 1) {
                throw new InvalidInput("fairway.delivery.container", "leaves a stage no processor or no process");
            }
        }

        /** Whether that may name an image. */
        public static boolean isImage(String text) {
            return IMAGE.matcher(text).matches();
        }
    }

    public DeliverySettings {
        if (runnersAtOnce < 1 || runnersAtOnce > MOST_RUNNERS) {
            throw new InvalidInput(
                    "fairway.delivery.runners-at-once",
                    "%d is not from 1 to %d".formatted(runnersAtOnce, MOST_RUNNERS));
        }
        if (mostRepositories < 1 || mostRepositories > MOST_REPOSITORIES) {
            throw new InvalidInput(
                    "fairway.delivery.most-repositories",
                    "%,d is not from 1 to %,d".formatted(mostRepositories, MOST_REPOSITORIES));
        }
        if (observeEvery.compareTo(SHORTEST_PAUSE) < 0) {
            throw new InvalidInput(
                    "fairway.delivery.observe-every", "%s is less than a minute".formatted(observeEvery));
        }
    }

    private static final int MOST_RUNNERS = 16;
    private static final int MOST_REPOSITORIES = 100_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
}
