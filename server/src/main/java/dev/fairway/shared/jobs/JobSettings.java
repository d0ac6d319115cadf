package dev.fairway.shared.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param signOfLife how often a node says that it lives; after four that are missing, another takes over what it did */
@ConfigurationProperties("fairway.shared.jobs")
record JobSettings(@DefaultValue("1s") Duration signOfLife) {}
