package dev.fairway.delivery;

import dev.fairway.shared.InvalidInput;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param home folder of all data
 * @param maxPack how much one push may send
 * @param maxFile how large one file in a repository may be
 * @param maxImage how large an image may be that a stage publishes, as it is saved
 * @param runner where stages of pipelines run: off, or host for processes of the server's machine, by which whoever pushes can
 *     do what their user can
 * @param runnerUser of the machine whose processes they are; blank for the server's own. Only a server that runs as root can
 *     take another one
 * @param runnersAtOnce how many pipelines run at once on one node, from 1 to 16
 * @param runnerMemory how much memory one process of a stage may write to
 */
@ConfigurationProperties("fairway.delivery")
public record DeliverySettings(
        @DefaultValue("./data") Path home,
        @DefaultValue("256MB") DataSize maxPack,
        @DefaultValue("50MB") DataSize maxFile,
        @DefaultValue("4GB") DataSize maxImage,
        @DefaultValue("off") Runner runner,
        @DefaultValue("") String runnerUser,
        @DefaultValue("1") int runnersAtOnce,
        @DefaultValue("4GB") DataSize runnerMemory) {

    public enum Runner {
        OFF,
        HOST
    }

    public DeliverySettings {
        if (runnersAtOnce < 1 || runnersAtOnce > MOST_RUNNERS) {
            throw new InvalidInput(
                    "fairway.delivery.runners-at-once",
                    "%d is not from 1 to %d".formatted(runnersAtOnce, MOST_RUNNERS));
        }
    }

    private static final int MOST_RUNNERS = 16;
}
