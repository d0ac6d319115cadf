package dev.fairway.access.organization;

import static fairway.tables.access.Tables.CREDENTIAL;

import dev.fairway.access.Actor;
import dev.fairway.access.Role;
import dev.fairway.access.vault.Vault;
import dev.fairway.shared.Auditable.Action;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.access.tables.records.CredentialRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The programs that may sign in. Secrets are kept encrypted, not hashed: what Fairway sends is signed with them. */
@Repository
public class Credentials {

    private static final int MIN_SECRET = 32;
    private static final int MAX_NAME = 100;

    private final DSLContext db;
    private final Clock clock;
    private final Vault vault;
    private final ApplicationEventPublisher events;
    private final SecureRandom random = new SecureRandom();

    Credentials(DSLContext db, Clock clock, Vault vault, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.vault = vault;
        this.events = events;
    }

    /** A credential with its secret, which exists in this answer only. */
    public record Issued(Credential credential, String secret) {
        @Override
        public String toString() {
            return "Issued[" + credential + "]";
        }
    }

    public List<Credential> all() {
        return db.selectFrom(CREDENTIAL).orderBy(CREDENTIAL.CREATED_AT).fetch(Credentials::credential);
    }

    public Optional<Credential> find(String clientId) {
        return db.selectFrom(CREDENTIAL)
                .where(CREDENTIAL.CLIENT_ID.eq(clientId))
                .fetchOptional(Credentials::credential);
    }

    public Credential get(String clientId) {
        return find(clientId).orElseThrow(() -> new NotFound("credential", "clientId", clientId));
    }

    @Transactional
    public Issued create(String name, String role, List<String> teams, Actor actor) {
        return register(randomText(24), randomText(48), new Content(name, role, teams), actor);
    }

    /** What a credential may do and what it is called. */
    public record Content(String name, String role, List<String> teams) {
        public Content {
            if (name.isBlank() || name.length() > MAX_NAME) {
                throw new InvalidInput("name", "has 1 to %d characters".formatted(MAX_NAME));
            }
            if (!role.equals(Role.ADMIN) && !role.equals(Role.MEMBER)) {
                throw new InvalidInput("role", "\"%s\" is not Admin or Member".formatted(role));
            }
        }
    }

    /** Registers a credential whose id was chosen outside. */
    @Transactional
    public Issued register(String clientId, Content content, Actor actor) {
        return register(clientId, randomText(48), content, actor);
    }

    /** Registers a credential whose id and secret were chosen outside, as an unattended first start does. */
    @Transactional
    public Issued register(String clientId, String secret, Content content, Actor actor) {
        if (secret.length() < MIN_SECRET) {
            throw new InvalidInput("clientSecret", "has at least %d characters".formatted(MIN_SECRET));
        }
        db.insertInto(CREDENTIAL)
                .set(CREDENTIAL.CLIENT_ID, clientId)
                .set(CREDENTIAL.NAME, content.name())
                .set(CREDENTIAL.SECRET_ENCRYPTED, vault.seal(clientId, secret))
                .set(CREDENTIAL.ROLE, content.role())
                .set(CREDENTIAL.TEAMS, content.teams().toArray(String[]::new))
                .set(CREDENTIAL.CREATED_AT, now())
                .set(CREDENTIAL.CREATED_BY, actor.name())
                .execute();
        Issued issued = new Issued(get(clientId), secret);
        events.publishEvent(new CredentialChanged(Action.CREATE, issued.credential(), actor.name()));
        return issued;
    }

    @Transactional
    public Issued rotate(String clientId, Actor actor) {
        Credential credential = get(clientId);
        String secret = randomText(48);
        db.update(CREDENTIAL)
                .set(CREDENTIAL.SECRET_ENCRYPTED, vault.seal(clientId, secret))
                .where(CREDENTIAL.CLIENT_ID.eq(clientId))
                .execute();
        events.publishEvent(new CredentialChanged(Action.UPDATE, credential, actor.name()));
        return new Issued(credential, secret);
    }

    @Transactional
    public void revoke(String clientId, Actor actor) {
        Credential credential = get(clientId);
        db.deleteFrom(CREDENTIAL).where(CREDENTIAL.CLIENT_ID.eq(clientId)).execute();
        events.publishEvent(new CredentialChanged(Action.DELETE, credential, actor.name()));
    }

    /** The credential that these two belong to. */
    public Optional<Credential> verify(String clientId, String secret) {
        Optional<CredentialRecord> kept = db.selectFrom(CREDENTIAL)
                .where(CREDENTIAL.CLIENT_ID.eq(clientId))
                .fetchOptional();
        if (kept.isEmpty() || !same(vault.open(clientId, kept.get().getSecretEncrypted()), secret)) {
            return Optional.empty();
        }
        db.update(CREDENTIAL)
                .set(CREDENTIAL.LAST_USED_AT, now())
                .where(CREDENTIAL.CLIENT_ID.eq(clientId))
                .execute();
        return kept.map(Credentials::credential);
    }

    /** The secret of one credential; empty for whoever has none. */
    public Optional<String> secretOf(String clientId) {
        return db.selectFrom(CREDENTIAL)
                .where(CREDENTIAL.CLIENT_ID.eq(clientId))
                .fetchOptional(row -> vault.open(row.getClientId(), row.getSecretEncrypted()));
    }

    /** The secret of the oldest credential, which what Fairway sends is signed with. */
    /** The oldest. */
    public Optional<Credential> first() {
        return db.selectFrom(CREDENTIAL)
                .orderBy(CREDENTIAL.CREATED_AT, CREDENTIAL.CLIENT_ID)
                .limit(1)
                .fetchOptional(Credentials::credential);
    }

    public Optional<String> firstSecret() {
        return db.selectFrom(CREDENTIAL)
                .orderBy(CREDENTIAL.CREATED_AT, CREDENTIAL.CLIENT_ID)
                .limit(1)
                .fetchOptional(row -> vault.open(row.getClientId(), row.getSecretEncrypted()));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String randomText(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    private static Credential credential(CredentialRecord row) {
        OffsetDateTime used = row.getLastUsedAt();
        return new Credential(
                row.getClientId(),
                row.getName(),
                row.getRole(),
                Arrays.asList(row.getTeams()),
                row.getCreatedAt().toInstant(),
                used == null ? null : used.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
