package dev.fairway.selfservice;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param outboundAllow ranges of addresses in CIDR notation that may be called although they are not public
 * @param outboundTimeout how long one call may take
 */
@ConfigurationProperties("fairway.selfservice")
public record SelfServiceSettings(
        @DefaultValue List<String> outboundAllow,
        @DefaultValue("30s") Duration outboundTimeout) {}
