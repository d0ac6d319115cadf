package dev.fairway.shared;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows a page that a message leads its recipient to instead of the one that everybody is led to. */
public interface PersonalLinks {

    /**
     * @param kind of the fact that the message tells of
     * @param link path that the fact leads to
     * @param person e-mail of the recipient; null where several read the message
     * @return another path, made for this message and not to be kept; empty when that of the fact is the right one
     */
    Optional<String> of(String kind, String link, @Nullable String person);
}
