package dev.fairway.notifications;

import dev.fairway.notifications.Deliveries.Message;
import dev.fairway.shared.PersonalLinks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where messages lead to. Made while one is sent, as some links are for its recipient alone. */
@Component
class Links {

    private final List<PersonalLinks> personal;
    private final NotificationSettings settings;

    Links(List<PersonalLinks> personal, NotificationSettings settings) {
        this.personal = personal;
        this.settings = settings;
    }

    /** @param person the only one who reads it; null where several do */
    String of(Message message, @Nullable String person) {
        String path = personal.stream()
                .flatMap(links -> links.of(message.kind(), message.link(), person).stream())
                .findFirst()
                .orElse(message.link());
        return settings.address(path);
    }
}
