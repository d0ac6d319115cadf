package dev.fairway.shared;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fact that people are told of. Published inside the transaction that makes it true. */
public interface Notifiable {

    /** In lower case with hyphens, such as {@code run-ended}: what messages are called by, and what people mute. */
    String kind();

    /** What it is about, so that nobody is told twice of the same. */
    String key();

    Addressees to();

    /** What the message names. Without secrets. */
    Map<String, String> values();

    /** Where it is told beside the inboxes of people and the channels of their teams. */
    default List<Place> places() {
        return List.of();
    }

    /** What it leads to: the path of a page, beginning with a slash, or an address elsewhere. */
    String link();

    /**
     * Who is told.
     *
     * @param users e-mails
     * @param except who is not told although a role or a team of theirs is, mostly whoever did it
     */
    record Addressees(Set<String> users, Set<String> roles, Set<String> teams, Set<String> except) {

        public static Addressees person(String email) {
            return new Addressees(Set.of(email), Set.of(), Set.of(), Set.of());
        }
    }
}
