package dev.fairway.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that messages are written in. */
enum Language {
    EN,
    KO;

    static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
