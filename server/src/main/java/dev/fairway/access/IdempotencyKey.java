package dev.fairway.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a POST makes of the header {@code Idempotency-Key}, when it is not carried out once and answered again. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IdempotencyKey {

    Use value();

    enum Use {
        /** It changes nothing, or sending it again is the same as once. */
        IGNORED,
        /** Its answer holds a secret, which is kept nowhere. */
        REFUSED
    }
}
