package dev.fairway.access.signin;

import dev.fairway.access.TeamChanged;
import dev.fairway.access.User;
import dev.fairway.access.UserChanged;
import dev.fairway.access.Users;
import dev.fairway.access.organization.Credential;
import dev.fairway.access.organization.CredentialChanged;
import dev.fairway.access.organization.Credentials;
import dev.fairway.shared.Notices;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** People and credentials that asked for something lately, forgotten as soon as anything about any of them changes. */
@Component
class KnownActors {

    private static final String TOPIC = "access";
    private static final int MOST = 10_000;

    private record Known(
            long version, Map<String, Optional<User>> users, Map<String, Optional<Credential>> credentials) {
        static Known none(long version) {
            return new Known(version, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private final Users users;
    private final Credentials credentials;
    private final Notices notices;
    private volatile Known known = Known.none(-1);

    KnownActors(Users users, Credentials credentials, Notices notices) {
        this.users = users;
        this.credentials = credentials;
        this.notices = notices;
    }

    Optional<User> user(String email) {
        return find(current().users(), email, () -> users.find(email));
    }

    Optional<Credential> credential(String clientId) {
        return find(current().credentials(), clientId, () -> credentials.find(clientId));
    }

    private static <T> Optional<T> find(Map<String, Optional<T>> kept, String name, Supplier<Optional<T>> source) {
        Optional<T> found = kept.get(name);
        if (found == null) {
            found = source.get();
            if (found.isPresent() && kept.size() < MOST) {
                kept.put(name, found);
            }
        }
        return found;
    }

    private Known current() {
        long version = notices.version(TOPIC);
        Known now = known;
        if (now.version() != version) {
            now = Known.none(version);
            known = now;
        }
        return now;
    }

    @EventListener({UserChanged.class, TeamChanged.class, CredentialChanged.class})
    void forget() {
        notices.changed(TOPIC);
    }
}
