package dev.fairway.clusters;

import dev.fairway.clusters.FieldsOfOthers.Field;
import dev.fairway.shared.PlatformException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an API server that does not do something says of it, in words of ours. */
record Answers(String cluster) {

    /** In the API server's words: {@code conflict with "kubectl" using apps/v1}. */
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");

    private static final String FIELD_CONFLICT = "FieldManagerConflict";

    /** A field that is not in the schema, which API servers answer with 500. */
    private static final String NOT_IN_SCHEMA = "failed to create typed patch object";

    private static final int CLIENT_FAULTS = 400;
    private static final int NOT_SIGNED_IN = 401;
    private static final int SERVER_FAULTS = 500;

    /** These come right by themselves: too slow, and too many at a time. */
    private static final Set<Integer> PASSING = Set.of(408, 429);

    /** @param what is asked for, or the object that the question is about */
    <T> T to(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException failure) {
            throw translated(what, failure);
        }
    }

    PlatformException unknown(Kind kind) {
        return new RefusedByCluster(
                cluster, kind.toString(), "it knows no such kind; install what defines it, or write another", null);
    }

    private PlatformException translated(String what, KubernetesClientException failure) {
        int code = failure.getCode();
        if (code == NOT_SIGNED_IN) {
            return new ClusterUnreachable(cluster, "it does not know the token; give it another", failure);
        }
        boolean isNoAnswer = code < CLIENT_FAULTS || code >= SERVER_FAULTS || PASSING.contains(code);
        if (isNoAnswer && !said(failure).startsWith(NOT_IN_SCHEMA)) {
            return new ClusterUnreachable(cluster, reason(failure), failure);
        }
        List<Field> fields = conflicts(failure.getStatus());
        return fields.isEmpty()
                ? new RefusedByCluster(cluster, what, said(failure), failure)
                : new FieldsOfOthers(cluster, what, fields, failure);
    }

    private static List<Field> conflicts(@Nullable Status status) {
        if (status == null || status.getDetails() == null) {
            return List.of();
        }
        return status.getDetails().getCauses().stream()
                .filter(cause -> FIELD_CONFLICT.equals(cause.getReason()))
                .map(Answers::field)
                .toList();
    }

    private static Field field(StatusCause cause) {
        Matcher manager = MANAGER.matcher(String.valueOf(cause.getMessage()));
        return new Field(cause.getField(), manager.find() ? manager.group(1) : "somebody else");
    }

    private static String said(KubernetesClientException failure) {
        Status status = failure.getStatus();
        return status == null || status.getMessage() == null ? reason(failure) : status.getMessage();
    }

    /** The innermost cause knows best, such as a name that has no address. */
    private static String reason(KubernetesClientException failure) {
        if (failure.getCode() > 0) {
            return "it answers %d: %s".formatted(failure.getCode(), failure.getMessage());
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "it gives no answer in time";
        }
        String message = cause.getMessage();
        return "it gives no answer: %s"
                .formatted(message == null ? cause.getClass().getSimpleName() : message);
    }
}
