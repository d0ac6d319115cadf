package dev.fairway.shared;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the next page of a list begins: the sort values of the last row that was given out. Opaque to clients.
 *
 * @param values sort values as text, the unique one last
 */
public record Cursor(List<@Nullable String> values) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
    }

    /** @throws InvalidInput when the text is not one that {@link #encode} made with this many values */
    public static Cursor decode(String text, int size) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
            @Nullable String[] values = JSON.readValue(json, String[].class);
            if (values.length == size) {
                return new Cursor(Arrays.asList(values));
            }
        } catch (IllegalArgumentException | JacksonException ignored) {
            // told below with the value
        }
        throw new InvalidInput("from", "\"%s\" is not a cursor of this list; start without it".formatted(text));
    }
}
