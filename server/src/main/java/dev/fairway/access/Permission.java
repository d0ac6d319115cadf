package dev.fairway.access;

/** What an operation needs before it may run. Finer rules (blueprint permissions, ownership) are judged inside it. */
public enum Permission {
    /** Sign-in, health and the documents that explain them: no sign-in needed. */
    NONE(false),
    /** Reads what every member may read and changes what is their own. */
    MEMBER(false),
    /** Changes entities; which ones is decided by each blueprint's permissions. */
    WRITE_ENTITIES(false),
    MANAGE_BLUEPRINTS(true),
    MANAGE_PAGES(true),
    MANAGE_PEOPLE(true),
    MANAGE_ORGANIZATION(true);

    private final boolean adminOnly;

    Permission(boolean adminOnly) {
        this.adminOnly = adminOnly;
    }

    public boolean isGrantedTo(Actor actor) {
        return !adminOnly || actor.isAdmin();
    }
}
