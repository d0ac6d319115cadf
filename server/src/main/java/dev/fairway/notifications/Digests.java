package dev.fairway.notifications;

import dev.fairway.notifications.Deliveries.Channel;
import dev.fairway.notifications.Deliveries.Message;
import dev.fairway.notifications.Inbox.Item;
import dev.fairway.notifications.Preferences.DigestDue;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One mail a day to those who want it so: what they were told since the last one and have not read. */
@Component
class Digests implements RecurringJob {

    private static final int MOST_LISTED = 50;

    private final Preferences preferences;
    private final Inbox inbox;
    private final Texts texts;
    private final Deliveries deliveries;
    private final NotificationSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Digests(
            Preferences preferences,
            Inbox inbox,
            Texts texts,
            Deliveries deliveries,
            NotificationSettings settings,
            Clock clock,
            TransactionTemplate transaction) {
        this.preferences = preferences;
        this.inbox = inbox;
        this.texts = texts;
        this.deliveries = deliveries;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "daily-mails";
    }

    @Override
    public String purpose() {
        return "Sends one mail a day to people who chose that.";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    @Override
    public String run() {
        if (!settings.hasMail()) {
            return "no mail server";
        }
        int sent = Objects.requireNonNullElse(
                transaction.execute(status ->
                        preferences.digestsDue().stream().mapToInt(this::send).sum()),
                0);
        return "%,d sent".formatted(sent);
    }

    private int send(DigestDue due) {
        List<Item> items = inbox.unreadSince(due.person(), due.since(), MOST_LISTED);
        preferences.digested(due.person());
        if (items.isEmpty()) {
            return 0;
        }
        String list = items.stream()
                .map(item -> "- "
                        + texts.of(item.kind(), due.language(), item.values()).subject())
                .collect(Collectors.joining("\n"));
        Text text = texts.of("digest", due.language(), Map.of("count", String.valueOf(items.size()), "list", list));
        deliveries.add(
                new Message(Channel.MAIL, due.person(), "digest", "digest " + clock.instant(), text, "/notifications"));
        return 1;
    }
}
