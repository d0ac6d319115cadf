package dev.fairway.resources.tofu;

import static fairway.tables.resources.Tables.TOFU_STATE;

import dev.fairway.access.Safe;
import dev.fairway.shared.Json;
import fairway.tables.resources.tables.records.TofuStateRecord;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What OpenTofu knows of the things that it made: one state a resource, in the database of Fairway. OpenTofu writes it there
 * itself, while it works, so that nothing of it is lost when Fairway ends in the middle.
 */
@Repository
class States {

    private static final int LOCK = 0xFA3;
    private static final int KEY_BYTES = 32;

    private final DSLContext db;
    private final Safe safe;
    private final StateAddress address;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    States(DSLContext db, Safe safe, StateAddress address, TransactionTemplate transaction) {
        this.db = db;
        this.safe = safe;
        this.address = address;
        this.transaction = transaction;
    }

    boolean has(String resource) {
        return db.fetchExists(TOFU_STATE, TOFU_STATE.NAME.eq(resource));
    }

    /** One after the other on all nodes: OpenTofu does not wait for others where it begins a state. */
    void begin(Runnable work) {
        transaction.executeWithoutResult(status -> {
            db.fetch("select pg_advisory_xact_lock(?, 0)", LOCK);
            work.run();
        });
    }

    /**
     * Keeps a state that OpenTofu could not, unless it knows a later one by now. Nobody else is at it meanwhile: the lock is
     * OpenTofu's own.
     *
     * @param left as OpenTofu wrote it, encrypted, with its serial beside
     */
    void restore(String resource, String left) {
        transaction.executeWithoutResult(status -> {
            TofuStateRecord row = db.selectFrom(TOFU_STATE)
                    .where(TOFU_STATE.NAME.eq(resource))
                    .fetchSingle();
            db.fetch("select pg_advisory_xact_lock(?)", row.getId());
            row.refresh();
            if (serial(left) > serial(String.valueOf(row.getData()))) {
                row.setData(left);
                row.store();
            }
        });
    }

    private static int serial(String state) {
        return Json.read(state).path("serial").asInt(0);
    }

    /** It and what it is encrypted with. */
    void forget(String resource) {
        transaction.executeWithoutResult(status -> {
            db.deleteFrom(TOFU_STATE).where(TOFU_STATE.NAME.eq(resource)).execute();
            safe.remove(key(resource));
        });
    }

    /** What OpenTofu is told by its environment: where the state of a resource is, and how it is encrypted. */
    Map<String, String> environment(String resource) {
        return Map.of(
                "TF_ENCRYPTION",
                encryption(passphrase(resource)),
                "PG_CONN_STR",
                address.text(),
                "PG_SCHEMA_NAME",
                TOFU_STATE.getSchema().getName(),
                "PG_TABLE_NAME",
                TOFU_STATE.getName(),
                "PG_SKIP_SCHEMA_CREATION",
                "true",
                "PG_SKIP_TABLE_CREATION",
                "true",
                "PG_SKIP_INDEX_CREATION",
                "true");
    }

    /** The same for every call, whoever comes first. */
    private String passphrase(String resource) {
        return safe.find(key(resource))
                .orElseGet(() -> transaction.execute(status -> {
                    db.fetch("select pg_advisory_xact_lock(?, 0)", LOCK);
                    return safe.find(key(resource)).orElseGet(() -> {
                        String fresh = randomText();
                        safe.put(key(resource), fresh);
                        return fresh;
                    });
                }));
    }

    private String randomText() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The passphrase is as long as a key, so that few turns make one of it. */
    private static String encryption(String passphrase) {
        return """
                key_provider "pbkdf2" "fairway" {
                  passphrase = "%s"
                  iterations = 200000
                }
                method "aes_gcm" "fairway" {
                  keys = key_provider.pbkdf2.fairway
                }
                state {
                  method   = method.aes_gcm.fairway
                  enforced = true
                }
                plan {
                  method   = method.aes_gcm.fairway
                  enforced = true
                }
                """.formatted(passphrase);
    }

    private static String key(String resource) {
        return "tofu:" + resource;
    }
}
