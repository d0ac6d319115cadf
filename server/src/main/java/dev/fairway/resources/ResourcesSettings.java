package dev.fairway.resources;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param observeEvery how long until a resource is looked at again on its server
 * @param remindBefore how long before its end the team of a resource is reminded
 * @param keepMeasures how long sizes and use are kept
 * @param home folder of all data
 * @param tofu the program OpenTofu; empty where nothing is made by it
 * @param tofuProviders folder that OpenTofu's providers come from, and from nowhere else; empty for their registry
 * @param tofuTimeout how long one call of OpenTofu may take
 * @param keepDumps how long final dumps are kept
 * @param maxDump how much one may hold
 * @param dumpTimeout how long a program may take for one dump
 * @param postgresPrograms folder of pg_dump and pg_restore; empty for where the machine finds programs
 */
@ConfigurationProperties("fairway.resources")
public record ResourcesSettings(
        @DefaultValue("5m") Duration observeEvery,
        @DefaultValue("7d") Duration remindBefore,
        @DefaultValue("400d") Duration keepMeasures,
        @DefaultValue("./data") Path home,
        @DefaultValue("") String tofu,
        @DefaultValue("") String tofuProviders,
        @DefaultValue("30m") Duration tofuTimeout,
        @DefaultValue("30d") Duration keepDumps,
        @DefaultValue("10GB") DataSize maxDump,
        @DefaultValue("1h") Duration dumpTimeout,
        @DefaultValue("") String postgresPrograms) {}
