package dev.fairway.access.people;

import dev.fairway.access.AccessSettings;
import dev.fairway.access.Actor;
import dev.fairway.access.AdministratorCreated;
import dev.fairway.access.Role;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.access.organization.Credentials;
import dev.fairway.access.organization.Organizations;
import dev.fairway.access.signin.Passwords;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives an empty installation its organisation, its administrator and, when one is named, its first credential. */
@Component
@Order(1)
public class FirstStart implements ApplicationRunner {

    private static final String DEFAULT_EMAIL = "admin@fairway.local";

    private final Organizations organizations;
    private final Users users;
    private final Passwords passwords;
    private final Credentials credentials;
    private final AccessSettings.FirstStart wanted;
    private final ApplicationEventPublisher events;

    FirstStart(
            Organizations organizations,
            Users users,
            Passwords passwords,
            Credentials credentials,
            AccessSettings settings,
            ApplicationEventPublisher events) {
        this.organizations = organizations;
        this.users = users;
        this.passwords = passwords;
        this.credentials = credentials;
        this.wanted = settings.first();
        this.events = events;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (organizations.find().isPresent()) {
            return;
        }
        organizations.create("org_" + UUID.randomUUID().toString().replace("-", ""), "Fairway");
        String email = orElse(wanted.adminEmail(), DEFAULT_EMAIL);
        boolean chosen = isGiven(wanted.adminPassword());
        String password = orElse(wanted.adminPassword(), randomPassword());
        Users.Change administrator = new Users.Change(null, List.of(Role.ADMIN, Role.MEMBER), null, User.Status.ACTIVE);
        User admin = users.invite(email, administrator, passwords.hash(password), Actor.SYSTEM);
        if (chosen) {
            passwords.keep(admin);
        }
        registerCredential();
        events.publishEvent(new AdministratorCreated(email, chosen ? null : password));
    }

    private void registerCredential() {
        String id = wanted.clientId();
        String secret = wanted.clientSecret();
        if (id != null && secret != null && isGiven(id) && isGiven(secret)) {
            Credentials.Content content = new Credentials.Content("First credential", Role.ADMIN, List.of());
            credentials.register(id, secret, content, Actor.SYSTEM);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null || text.isBlank() ? other : text;
    }
}
