package dev.fairway.delivery.changes;

import dev.fairway.shared.Notifiable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Something of a change request that its author, or those who look at it, are told of. */
record ChangeNotice(String kind, String key, Addressees to, Map<String, String> values, String link)
        implements Notifiable {

    /** @param about what tells this from others of its kind */
    static ChangeNotice of(ChangeRequest request, String kind, String about, Addressees to, String by) {
        Map<String, String> values = new HashMap<>();
        values.put("title", request.text().title());
        values.put("repository", request.repository().toString());
        values.put("by", by);
        return new ChangeNotice(
                "change-request-" + kind,
                "change-request-%s %d %s".formatted(kind, request.id(), about),
                to,
                values,
                request.link());
    }

    /** Some people by their e-mails, but not whoever did it. */
    static Addressees people(Set<String> emails, String except) {
        return new Addressees(emails, Set.of(), Set.of(), Set.of(except));
    }
}
