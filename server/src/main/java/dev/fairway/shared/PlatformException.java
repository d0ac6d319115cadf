package dev.fairway.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The root of every error that a caller is told about. The message says what happened, with which value, and what to
 * do; the code is stable and meant for programs; details hold the same facts as data. Never put a secret in any of them.
 */
public abstract class PlatformException extends RuntimeException {

    private final String code;
    private final Fault fault;
    private final int status;
    private final Map<String, ?> details;

    /** @param status the HTTP status that tells a client the same */
    protected PlatformException(String code, Fault fault, int status, String message, Map<String, ?> details) {
        super(message);
        this.code = code;
        this.fault = fault;
        this.status = status;
        this.details = details;
    }

    protected PlatformException(
            String code, Fault fault, int status, String message, Map<String, ?> details, @Nullable Throwable cause) {
        this(code, fault, status, message, details);
        if (cause != null) {
            initCause(cause);
        }
    }

    public String code() {
        return code;
    }

    public Fault fault() {
        return fault;
    }

    public int status() {
        return status;
    }

    public Map<String, ?> details() {
        return details;
    }

    /** The message, which unlike a general exception's is never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
