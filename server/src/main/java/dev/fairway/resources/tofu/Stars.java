package dev.fairway.resources.tofu;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Stands in the place of texts that nobody may read. */
final class Stars {

    private static final String STARS = "•••";
    /** A shorter one would hide half of every sentence. */
    private static final int SHORTEST = 4;

    private final Set<String> secrets = new TreeSet<>();

    void hide(Iterable<String> texts) {
        for (String text : texts) {
            text.lines().filter(line -> line.length() >= SHORTEST).forEach(secrets::add);
        }
    }

    /** @param sensitive true, or a tree of those parts of the value that are */
    void hide(JsonNode value, JsonNode sensitive) {
        if (sensitive.isBoolean() && sensitive.booleanValue()) {
            texts(value).forEach(text -> hide(List.of(text)));
        } else if (sensitive.isObject()) {
            sensitive.propertyNames().forEach(name -> hide(value.path(name), sensitive.path(name)));
        } else if (sensitive.isArray()) {
            for (int at = 0; at < sensitive.size(); at++) {
                hide(value.path(at), sensitive.path(at));
            }
        }
    }

    private static List<String> texts(JsonNode value) {
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        return value.valueStream().flatMap(part -> texts(part).stream()).toList();
    }

    String over(String text) {
        String covered = text;
        for (String secret : secrets.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            covered = covered.replace(secret, STARS);
        }
        return covered;
    }
}
