package dev.fairway.shared.http;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.schema.StoredText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses bodies with texts and numbers that PostgreSQL cannot keep, and says where they are. Entities are left out: many of
 * them come at once, and each is judged by itself.
 */
@RestControllerAdvice({"dev.fairway.selfservice", "dev.fairway.notifications", "dev.fairway.delivery"})
class KeptBodies extends RequestBodyAdviceAdapter {

    private static final int MOST_DECIMALS = 1_000;
    private static final int LONGEST_PATH = 200;

    private final JsonMapper json;

    KeptBodies(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        byte[] body = message.getBody().readAllBytes();
        check(body);
        return new Read(message.getHeaders(), body);
    }

    /** What is no JSON at all is told by whoever reads it next. */
    private void check(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            readThrough(parser);
        } catch (JacksonException noJson) {
            // told later
        }
    }

    private static void readThrough(JsonParser parser) {
        try {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                check(parser, token);
            }
        } catch (StreamConstraintsException tooMuch) {
            throw new InvalidInput(path(parser), "is nested too deeply, or too long");
        }
    }

    private static void check(JsonParser parser, JsonToken token) {
        boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME;
        if (isText && !StoredText.canBeKept(parser.getString())) {
            throw new InvalidInput(
                    path(parser), "holds a character that cannot be kept (U+0000 or half of a pair); remove it");
        }
        if (token.isNumeric() && !canBeKept(new BigDecimal(parser.getString()))) {
            throw new InvalidInput(path(parser), "%s is too large or too fine a number".formatted(parser.getString()));
        }
    }

    private static boolean canBeKept(BigDecimal number) {
        return !Double.isInfinite(number.doubleValue()) && number.scale() <= MOST_DECIMALS;
    }

    /** As errors name it: {@code nodes[0].title}. */
    private static String path(JsonParser parser) {
        String path = parser.streamReadContext()
                .pathAsPointer()
                .toString()
                .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replace('/', '.')
                .replaceFirst("^\\.", "");
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
    }

    /** A body that was read once, to be read again. */
    private static final class Read implements HttpInputMessage {

        private final HttpHeaders headers;
        private final byte[] body;

        Read(HttpHeaders headers, byte[] body) {
            this.headers = headers;
            this.body = body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }
    }
}
