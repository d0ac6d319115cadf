package dev.fairway.shared.http;

import dev.fairway.shared.PlatformException;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The error envelope of every route. */
public record ErrorAnswer(boolean ok, String error, String message, Map<String, ?> details) {

    public static ErrorAnswer of(String code, String message) {
        return new ErrorAnswer(false, code, message, Map.of());
    }

    static ErrorAnswer of(PlatformException failure) {
        return new ErrorAnswer(false, failure.code(), failure.reason(), failure.details());
    }

    ResponseEntity<ErrorAnswer> withStatus(int status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(this);
    }
}
