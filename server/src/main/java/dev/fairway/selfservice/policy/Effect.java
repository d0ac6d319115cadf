package dev.fairway.selfservice.policy;

/** What a rule does to a request that its condition is true of. */
enum Effect {
    DENY,
    REQUIRE_APPROVAL,
    WARN
}
