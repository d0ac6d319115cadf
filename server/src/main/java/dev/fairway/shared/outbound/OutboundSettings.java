package dev.fairway.shared.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allow ranges of addresses in CIDR notation that may be called although they are not public
 * @param timeout how long one call may take
 */
@ConfigurationProperties("fairway.outbound")
public record OutboundSettings(
        @DefaultValue List<String> allow,
        @DefaultValue("30s") Duration timeout) {}
