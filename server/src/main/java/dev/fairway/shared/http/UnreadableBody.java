package dev.fairway.shared.http;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says which field of a body is not what was expected, without a word of what the server is made of. */
final class UnreadableBody {

    private static final int LONGEST = 300;

    private UnreadableBody() {}

    static String reason(JacksonException failure) {
        String reason = failure instanceof MismatchedInputException mismatch
                        && !mismatch.getPath().isEmpty()
                ? "%s %s".formatted(field(mismatch), complaint(mismatch))
                : failure.getOriginalMessage();
        return reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason;
    }

    /** Such as {@code image.digest} or {@code files[2].path}. */
    private static String field(MismatchedInputException mismatch) {
        return mismatch.getPath().stream()
                .map(step -> step.getPropertyName() == null
                        ? "[%d]".formatted(step.getIndex())
                        : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .substring(1);
    }

    private static String complaint(MismatchedInputException mismatch) {
        Class<?> wanted = mismatch.getTargetType();
        if (wanted != null && wanted.isEnum()) {
            String known = Arrays.stream(wanted.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return mismatch instanceof InvalidFormatException format
                    ? "is \"%.60s\", which is none of %s".formatted(format.getValue(), known)
                    : "is none of %s".formatted(known);
        }
        return "is no %s".formatted(wanted == null ? "such value" : kind(wanted));
    }

    private static String kind(Class<?> wanted) {
        if (CharSequence.class.isAssignableFrom(wanted)) {
            return "text";
        }
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) {
            return "number that fits";
        }
        return Collection.class.isAssignableFrom(wanted) ? "list" : "object";
    }
}
