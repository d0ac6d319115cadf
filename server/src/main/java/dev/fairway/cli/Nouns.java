package dev.fairway.cli;

import picocli.CommandLine.Command;

/** What commands are about: a noun first, then what is done with it. */
final class Nouns {

    private Nouns() {}

    @Command(name = "action", description = "What you can ask for.", subcommands = ListActions.class)
    static final class Action extends Subcommand {}

    @Command(
            name = "request",
            description = "What was asked for, and what came of it.",
            subcommands = {ListRequests.class, RequestLogs.class})
    static final class Request extends Subcommand {}

    @Command(
            name = "blueprint",
            description = "The kinds of things in the catalog.",
            subcommands = {ListBlueprints.class, GetBlueprint.class})
    static final class Blueprint extends Subcommand {}

    @Command(
            name = "entity",
            description = "The things in the catalog.",
            subcommands = {ListEntities.class, GetEntity.class, FindEntities.class})
    static final class Entity extends Subcommand {}

    @Command(
            name = "report",
            description = "What builds, tests and deployments came to, for Fairway to show.",
            subcommands = {ReportTests.class, ReportBuild.class, ReportDeployment.class})
    static final class Report extends Subcommand {}
}
