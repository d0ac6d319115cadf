package dev.fairway.access.organization;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The company whose installation this is. {@code settings} and {@code announcement} are kept as they were sent. */
public record Organization(
        String id, String name, ObjectNode settings, ObjectNode announcement, List<String> featureFlags) {}
