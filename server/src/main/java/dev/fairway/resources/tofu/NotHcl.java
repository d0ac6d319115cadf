package dev.fairway.resources.tofu;

/** A text is not in HCL. */
final class NotHcl extends RuntimeException {

    NotHcl(int line, String what) {
        super("line %d: %s".formatted(line, what));
    }
}
