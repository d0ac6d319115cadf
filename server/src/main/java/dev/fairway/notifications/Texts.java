package dev.fairway.notifications;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The messages of all kinds in all languages, with {@code {name}} where a value stands. */
@Component
class Texts {

    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

    private final Map<Language, JsonNode> written = new EnumMap<>(Language.class);

    Texts() {
        for (Language language : Language.values()) {
            written.put(language, read("/notifications/%s.json".formatted(language.code())));
        }
    }

    private static JsonNode read(String path) {
        try (InputStream content = Objects.requireNonNull(Texts.class.getResourceAsStream(path), path)) {
            return Json.read(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Set<String> kinds(Language language) {
        return Json.fields(all(language)).keySet();
    }

    Text of(String kind, Language language, Map<String, String> values) {
        JsonNode message = all(language).path(kind);
        return new Text(
                filled(message.path("subject").asString(kind), values),
                filled(message.path("body").asString(""), values));
    }

    private JsonNode all(Language language) {
        return Objects.requireNonNull(written.get(language));
    }

    /** What a value says is never looked at for names again. */
    private static String filled(String text, Map<String, String> values) {
        Matcher matcher = VALUE.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")))
                .strip();
    }
}
