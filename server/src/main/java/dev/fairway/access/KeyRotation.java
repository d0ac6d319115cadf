package dev.fairway.access;

import dev.fairway.access.vault.MasterKey;
import dev.fairway.access.vault.SealedValues;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Gives an installation another key from the console of the machine, while no server runs on it. */
public final class KeyRotation {

    /** A key as it is given and kept, and what to name when it is none. */
    public record Key(String text, String origin) {

        public static Key fresh() {
            return new Key(MasterKey.fresh(), "the new key");
        }

        @Override
        public String toString() {
            return "Key[%s]".formatted(origin);
        }
    }

    private final DSLContext db;

    public KeyRotation(DSLContext db) {
        this.db = db;
    }

    /**
     * Seals everything again in one transaction. Doing it again after a crash finishes or repeats it.
     *
     * @return how many values the new key opens now
     */
    public int run(Key from, Key to) {
        MasterKey before = new MasterKey(from.text(), from.origin());
        MasterKey after = new MasterKey(to.text(), to.origin());
        return db.transactionResult(transaction -> new SealedValues(DSL.using(transaction)).reseal(before, after));
    }
}
