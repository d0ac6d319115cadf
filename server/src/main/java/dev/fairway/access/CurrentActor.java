package dev.fairway.access;

import dev.fairway.access.signin.NotSignedIn;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who the request that this thread serves is from. Operations take the {@link Actor} as a parameter instead. */
public final class CurrentActor {

    private CurrentActor() {}

    /** @throws NotSignedIn when it is from nobody */
    public static Actor require() {
        return find().orElseThrow(() -> new NotSignedIn("Sign in first"));
    }

    public static Optional<Actor> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }
}
