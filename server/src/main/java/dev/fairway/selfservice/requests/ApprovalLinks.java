package dev.fairway.selfservice.requests;

import static fairway.tables.selfservice.Tables.APPROVAL_LINK_USE;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.access.CurrentActor;
import dev.fairway.access.SignedTexts;
import dev.fairway.selfservice.SelfServiceSettings;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.PersonalLinks;
import dev.fairway.shared.Refused;
import dev.fairway.shared.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Links in messages that show a request and let whoever got the message decide on it, once. The token is behind the {@code #}
 * of the address, which browsers send to nobody; it names the run, the recipient and when it ends.
 */
@Component
class ApprovalLinks implements PersonalLinks {

    private static final String PURPOSE = "approval-link";
    private static final String RUN_PAGE = "/self-service/runs/";
    private static final Set<String> KINDS = Set.of("approval-needed", "approval-reminder", "approval-escalated");
    private static final String ORIGIN = "approval link";

    private final SignedTexts texts;
    private final Actors actors;
    private final SelfServiceSettings settings;
    private final DSLContext db;
    private final Clock clock;

    ApprovalLinks(SignedTexts texts, Actors actors, SelfServiceSettings settings, DSLContext db, Clock clock) {
        this.texts = texts;
        this.actors = actors;
        this.settings = settings;
        this.db = db;
        this.clock = clock;
    }

    /** @param person whom it was sent to; null where several read the message */
    record Link(String run, @Nullable String person, Instant until) {}

    @Override
    public Optional<String> of(String kind, String link, @Nullable String person) {
        if (!KINDS.contains(kind) || !link.startsWith(RUN_PAGE)) {
            return Optional.empty();
        }
        String run = link.substring(RUN_PAGE.length());
        Instant until = clock.instant().plus(settings.expireAfter());
        String text = "%s\n%d\n%s".formatted(run, until.getEpochSecond(), person == null ? "" : person);
        return Optional.of("/approve#" + texts.sign(PURPOSE, text));
    }

    /** @throws LinkNotValid when it was not made here, or has ended */
    Link read(String token) {
        return texts.read(PURPOSE, token)
                .map(ApprovalLinks::link)
                .filter(link -> link.until().isAfter(clock.instant()))
                .orElseThrow(LinkNotValid::new);
    }

    private static Link link(String text) {
        String[] parts = text.split("\n", 3);
        return new Link(
                parts[0], parts[2].isEmpty() ? null : parts[2], Instant.ofEpochSecond(Long.parseLong(parts[1])));
    }

    /**
     * Whoever opened it: the person that has signed in, or the recipient where administrators let those decide who have not.
     *
     * @throws Refused when it was sent to somebody else
     */
    Actor reader(Link link) {
        Optional<Actor> signedIn = CurrentActor.find();
        if (signedIn.isEmpty() && link.person() != null && settings.approveWithoutSignIn()) {
            return actors.named(link.person(), ORIGIN)
                    .orElseThrow(() -> new Refused("%s may not sign in any more".formatted(link.person())));
        }
        Actor reader = CurrentActor.require();
        if (link.person() != null && !link.person().equals(reader.name())) {
            throw new Refused("This link was sent to %s, and you are signed in as %s; open the request itself"
                    .formatted(link.person(), reader.name()));
        }
        return reader;
    }

    boolean isUsed(String token, Actor reader) {
        return db.fetchExists(
                APPROVAL_LINK_USE,
                APPROVAL_LINK_USE.FINGERPRINT.eq(Sha256.of(token)),
                APPROVAL_LINK_USE.APPROVER.eq(reader.name()));
    }

    /** @throws Conflict when they have decided with it before */
    void use(String token, Link link, Actor reader) {
        int used = db.insertInto(APPROVAL_LINK_USE)
                .set(APPROVAL_LINK_USE.FINGERPRINT, Sha256.of(token))
                .set(APPROVAL_LINK_USE.APPROVER, reader.name())
                .set(APPROVAL_LINK_USE.RUN_ID, link.run())
                .set(APPROVAL_LINK_USE.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        if (used == 0) {
            throw new Conflict(
                    "link_used",
                    "This link was used already; open the request itself to see what became of it",
                    Map.of("id", link.run()));
        }
    }
}
