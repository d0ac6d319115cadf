package dev.fairway.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person. The e-mail is lower case and names the person everywhere outside {@code access}. */
public record User(
        UUID id, String email, Name name, Status status, List<String> roles, List<String> teams, Times times) {

    public enum Status {
        ACTIVE,
        INVITED,
        DISABLED
    }

    public record Name(String first, String last) {
        public static final Name NONE = new Name("", "");
    }

    public record Times(
            Instant createdAt, Instant updatedAt, @Nullable Instant lastSignInAt) {}

    /** First and last name, or the e-mail's first part where neither is known. */
    public String displayName() {
        String full = (name.first() + " " + name.last()).strip();
        return full.isEmpty() ? email.substring(0, email.indexOf('@')) : full;
    }
}
