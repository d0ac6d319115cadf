package dev.fairway.access.people;

import dev.fairway.access.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person as the API shows one. */
record UserView(
        String email,
        String firstName,
        String lastName,
        String name,
        List<String> roles,
        List<String> teams,
        User.Status status,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastLoginAt) {

    static UserView of(User user) {
        return new UserView(
                user.email(),
                user.name().first(),
                user.name().last(),
                user.displayName(),
                user.roles(),
                user.teams(),
                user.status(),
                user.times().createdAt(),
                user.times().updatedAt(),
                user.times().lastSignInAt());
    }
}
