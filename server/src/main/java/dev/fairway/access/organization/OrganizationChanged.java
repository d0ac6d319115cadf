package dev.fairway.access.organization;

import dev.fairway.shared.Auditable;

/** The organisation's name, settings or announcement changed. */
record OrganizationChanged(Organization before, Organization after, String actor) implements Auditable {

    @Override
    public Action action() {
        return Action.UPDATE;
    }

    @Override
    public String resource() {
        return "organization";
    }

    @Override
    public String identifier() {
        return after.id();
    }
}
