package dev.fairway.notifications;

import static fairway.tables.notifications.Tables.PREFERENCE;

import fairway.tables.notifications.tables.records.PreferenceRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** How people want to be told. */
@Repository
class Preferences {

    private static final Duration DAY = Duration.ofDays(1);

    private final DSLContext db;
    private final Clock clock;

    Preferences(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** When mails are sent. */
    enum Mail {
        NOW,
        DAILY,
        OFF
    }

    /**
     * @param muted kinds that nothing is sent about
     * @param mutedUntil nothing is sent before; null for now
     */
    record Preference(
            Language language,
            Mail mail,
            List<String> muted,
            @Nullable Instant mutedUntil) {

        static final Preference STANDARD = new Preference(Language.EN, Mail.NOW, List.of(), null);

        boolean wantsMail(String kind, Instant now) {
            boolean isQuiet = mutedUntil != null && mutedUntil.isAfter(now);
            return mail == Mail.NOW && !isQuiet && !muted.contains(kind);
        }
    }

    Preference of(String person) {
        return db.selectFrom(PREFERENCE)
                .where(PREFERENCE.PERSON.eq(person))
                .fetchOptional(Preferences::preference)
                .orElse(Preference.STANDARD);
    }

    void forget(String person) {
        db.deleteFrom(PREFERENCE).where(PREFERENCE.PERSON.eq(person)).execute();
    }

    void keep(String person, Preference preference) {
        Instant until = preference.mutedUntil();
        PreferenceRecord row = db.newRecord(PREFERENCE);
        row.setPerson(person);
        row.setLanguage(preference.language().code());
        row.setMail(preference.mail().name());
        row.setMuted(preference.muted().toArray(String[]::new));
        row.setMutedUntil(until == null ? null : until.atOffset(ZoneOffset.UTC));
        row.setDigestAt(now());
        db.insertInto(PREFERENCE)
                .set(row)
                .onConflict(PREFERENCE.PERSON)
                .doUpdate()
                .set(PREFERENCE.LANGUAGE, row.getLanguage())
                .set(PREFERENCE.MAIL, row.getMail())
                .set(PREFERENCE.MUTED, row.getMuted())
                .set(PREFERENCE.MUTED_UNTIL, row.getMutedUntil())
                .execute();
    }

    /** Whose daily mail is due, and since when; kept from others until the transaction ends. */
    record DigestDue(String person, Language language, Instant since) {}

    List<DigestDue> digestsDue() {
        return db.selectFrom(PREFERENCE)
                .where(PREFERENCE.MAIL.eq(Mail.DAILY.name()))
                .and(PREFERENCE.DIGEST_AT.le(now().minus(DAY)))
                .forUpdate()
                .skipLocked()
                .fetch(row -> new DigestDue(
                        row.getPerson(),
                        Language.of(row.getLanguage()).orElse(Language.EN),
                        row.getDigestAt().toInstant()));
    }

    void digested(String person) {
        db.update(PREFERENCE)
                .set(PREFERENCE.DIGEST_AT, now())
                .where(PREFERENCE.PERSON.eq(person))
                .execute();
    }

    private static Preference preference(PreferenceRecord row) {
        OffsetDateTime until = row.getMutedUntil();
        return new Preference(
                Language.of(row.getLanguage()).orElse(Language.EN),
                Mail.valueOf(row.getMail()),
                List.of(row.getMuted()),
                until == null ? null : until.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
