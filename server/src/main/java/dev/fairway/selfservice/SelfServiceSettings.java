package dev.fairway.selfservice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remindAfter how long a request waits for approval until those who are asked are reminded, and again each time
 * @param escalateAfter how long until administrators are asked as well
 * @param expireAfter how long until it ends without approval
 * @param keepRuns how long runs that have ended are kept with their logs
 */
@ConfigurationProperties("fairway.selfservice")
public record SelfServiceSettings(
        @DefaultValue("1d") Duration remindAfter,
        @DefaultValue("3d") Duration escalateAfter,
        @DefaultValue("14d") Duration expireAfter,
        @DefaultValue("400d") Duration keepRuns) {}
