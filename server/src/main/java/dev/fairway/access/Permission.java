package dev.fairway.access;

/** What an operation needs before it may run. Finer rules (blueprint permissions, ownership) are judged inside it. */
public enum Permission {
    /** Sign-in, health and the documents that explain them: no sign-in needed. */
    NONE(Scope.PUBLIC),
    /** Reads what every member may read and changes what is their own. */
    MEMBER(Scope.ORGANISATION),
    /** Changes entities; which ones is decided by each blueprint's permissions. */
    WRITE_ENTITIES(Scope.TEAM),
    /** Asks for actions; for which ones is decided by each action's permissions. */
    EXECUTE_ACTIONS(Scope.TEAM),
    MANAGE_BLUEPRINTS(Scope.ADMINISTRATORS),
    MANAGE_PAGES(Scope.ADMINISTRATORS),
    MANAGE_ACTIONS(Scope.ADMINISTRATORS),
    /** Writes the rules that requests are judged by. */
    MANAGE_POLICY(Scope.ADMINISTRATORS),
    /** Says how runs that are carried out elsewhere go on. */
    REPORT_RUNS(Scope.ADMINISTRATORS),
    /** Connects servers, and says which resources can be asked for and what they cost. */
    MANAGE_RESOURCES(Scope.ADMINISTRATORS),
    /** Uses a resource: its passwords and its server's present state. Those of the team that owns it. */
    USE_RESOURCES(Scope.TEAM),
    /** Changes repositories and merges into them. Whoever a repository's owner team and its grants name. */
    WRITE_REPOSITORIES(Scope.TEAM),
    MANAGE_PEOPLE(Scope.ADMINISTRATORS),
    MANAGE_ORGANIZATION(Scope.ADMINISTRATORS);

    /** Who may use an operation at all, from anybody to few. */
    public enum Scope {
        PUBLIC,
        ORGANISATION,
        /** Whoever a blueprint's permissions name, its moderators, and the team that owns the thing where they say so. */
        TEAM,
        ADMINISTRATORS
    }

    private final Scope scope;

    Permission(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    public boolean isGrantedTo(Actor actor) {
        return scope != Scope.ADMINISTRATORS || actor.isAdmin();
    }
}
