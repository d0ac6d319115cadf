package dev.fairway.delivery;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param home folder of all data
 * @param maxPack how much one push may send
 * @param maxFile how large one file in a repository may be
 */
@ConfigurationProperties("fairway.delivery")
public record DeliverySettings(
        @DefaultValue("./data") Path home,
        @DefaultValue("256MB") DataSize maxPack,
        @DefaultValue("50MB") DataSize maxFile) {}
