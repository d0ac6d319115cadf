package dev.fairway.access;

/** The names of the roles. A blueprint's moderator has the role {@code <blueprint>-moderator}. */
public final class Role {

    public static final String ADMIN = "Admin";
    public static final String MEMBER = "Member";

    private static final String MODERATOR = "-moderator";

    private Role() {}

    public static String moderatorOf(String blueprint) {
        return blueprint + MODERATOR;
    }

    public static boolean isKnown(String role) {
        return role.equals(ADMIN)
                || role.equals(MEMBER)
                || (role.endsWith(MODERATOR) && role.length() > MODERATOR.length());
    }
}
