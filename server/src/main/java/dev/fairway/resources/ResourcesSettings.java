package dev.fairway.resources;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param observeEvery how long until a resource is looked at again on its server
 * @param remindBefore how long before its end the team of a resource is reminded
 * @param keepMeasures how long sizes and use are kept
 */
@ConfigurationProperties("fairway.resources")
public record ResourcesSettings(
        @DefaultValue("5m") Duration observeEvery,
        @DefaultValue("7d") Duration remindBefore,
        @DefaultValue("400d") Duration keepMeasures) {}
