package dev.fairway.access;

import org.jspecify.annotations.Nullable;

/**
 * The first start made the administrator.
 *
 * @param password to be shown once on the terminal, never logged; null when it was chosen by whoever started Fairway
 */
public record AdministratorCreated(String email, @Nullable String password) {

    @Override
    public String toString() {
        return "AdministratorCreated[" + email + "]";
    }
}
