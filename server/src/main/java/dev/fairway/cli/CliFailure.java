package dev.fairway.cli;

/** What was asked for could not be done; the message tells the person why. */
final class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    CliFailure(String reason) {
        super(reason);
        this.reason = reason;
    }

    CliFailure(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
