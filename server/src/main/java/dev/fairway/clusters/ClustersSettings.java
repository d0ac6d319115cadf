package dev.fairway.clusters;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param home folder of all data */
@ConfigurationProperties("fairway.clusters")
public record ClustersSettings(@DefaultValue("./data") Path home) {}
