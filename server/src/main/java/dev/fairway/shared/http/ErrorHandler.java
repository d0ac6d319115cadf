package dev.fairway.shared.http;

import dev.fairway.shared.Busy;
import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** The one place that turns a failure into an answer. */
@RestControllerAdvice
class ErrorHandler {

    /** SQL states untranslatable_character and character_not_in_repertoire. */
    private static final Set<String> UNKEEPABLE = Set.of("22P05", "22021");

    private static final String DISK_FULL = "53100";

    private static final String RETRY_AFTER_SECONDS = "2";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(PlatformException failure) {
        if (failure.fault() != Fault.CALLER) {
            LOG.warn("{}: {}", failure.code(), failure.reason(), failure);
        }
        return ErrorAnswer.of(failure).withStatus(failure.status());
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(HttpMessageNotReadableException failure) {
        String reason = failure.getCause() instanceof JacksonException json ? UnreadableBody.reason(json) : "no body";
        return ErrorAnswer.of("invalid_json", "The body is not the JSON that was expected: " + reason)
                .withStatus(failure.getCause() == null ? 400 : 422);
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(MissingServletRequestParameterException failure) {
        return ErrorAnswer.of(
                        "invalid_request", "Query parameter \"%s\" is missing".formatted(failure.getParameterName()))
                .withStatus(422);
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(MethodArgumentTypeMismatchException failure) {
        return ErrorAnswer.of(
                        "invalid_request",
                        "\"%s\" is not a valid value for \"%s\"".formatted(failure.getValue(), failure.getName()))
                .withStatus(422);
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(NoResourceFoundException failure) {
        return ErrorAnswer.of("not_found", "There is nothing at /" + failure.getResourcePath())
                .withStatus(404);
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(HttpRequestMethodNotSupportedException failure) {
        return ErrorAnswer.of("method_not_allowed", failure.getMethod() + " is not possible here")
                .withStatus(405);
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(HttpMediaTypeNotSupportedException failure) {
        return ErrorAnswer.of("unsupported_media_type", "Send JSON with content type application/json")
                .withStatus(415);
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(ErrorResponseException failure) {
        return ErrorAnswer.of(
                        "invalid_request", String.valueOf(failure.getBody().getDetail()))
                .withStatus(failure.getStatusCode().value());
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(BindException failure) {
        String fields = failure.getFieldErrors().stream()
                .map(error -> "%s: \"%s\" is not a valid value".formatted(error.getField(), error.getRejectedValue()))
                .collect(Collectors.joining("; "));
        return ErrorAnswer.of("invalid_request", fields).withStatus(422);
    }

    /** PostgreSQL keeps every character but U+0000; which part of the input held it is not known here. */
    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(DataIntegrityViolationException failure) {
        if (failure.getMostSpecificCause() instanceof SQLException cause && UNKEEPABLE.contains(cause.getSQLState())) {
            return ErrorAnswer.of(
                            "invalid_request", "A text holds the character U+0000, which cannot be kept; remove it")
                    .withStatus(422);
        }
        return on((Exception) failure);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ErrorAnswer> onDatabaseAway(NestedRuntimeException failure) {
        if (failure.getMostSpecificCause() instanceof SQLException cause && DISK_FULL.equals(cause.getSQLState())) {
            LOG.error("The disk of the database is full", failure);
            return ErrorAnswer.of(
                            "disk_full",
                            "The disk of the database is full; nothing was changed. Free some space on it, then try again")
                    .withStatus(507);
        }
        if (failure.getMostSpecificCause() instanceof SQLTransientConnectionException) {
            return on(new Busy(
                    "Every connection to the database was in use for too long; nothing was changed, try again"));
        }
        LOG.warn("The database cannot be reached", failure);
        return unavailable("The database cannot be reached just now; nothing was changed, try again");
    }

    /** The database went away between the work and the word that it is kept. */
    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(TransactionSystemException failure) {
        LOG.warn("The database went away at the end of a transaction", failure);
        return unavailable(
                "The database went away at the last moment; look whether the change is there before you send it again");
    }

    private static ResponseEntity<ErrorAnswer> unavailable(String message) {
        return later(ErrorAnswer.of("database_unavailable", message));
    }

    private static ResponseEntity<ErrorAnswer> later(ErrorAnswer answer) {
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer);
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(Busy failure) {
        LOG.warn(failure.reason());
        return later(ErrorAnswer.of(failure));
    }

    /** Whoever asked has gone; there is nobody left to answer. */
    @ExceptionHandler
    void on(AsyncRequestNotUsableException gone) {
        LOG.debug("The caller has gone: {}", gone.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> on(Exception failure) {
        LOG.error("Unexpected failure", failure);
        return ErrorAnswer.of(
                        "internal_error",
                        "Fairway failed at this; nothing was changed. Tell the platform team the trace id "
                                + Trace.current())
                .withStatus(500);
    }
}
