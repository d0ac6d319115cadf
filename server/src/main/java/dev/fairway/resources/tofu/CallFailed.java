package dev.fairway.resources.tofu;

/** OpenTofu did not do what it was told. */
final class CallFailed extends RuntimeException {

    private final transient Diagnostics diagnostics;

    /** @param reason a sentence without anything secret */
    CallFailed(String reason, Diagnostics diagnostics) {
        super(reason);
        this.diagnostics = diagnostics;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }
}
