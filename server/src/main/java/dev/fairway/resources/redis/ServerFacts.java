package dev.fairway.resources.redis;

import java.util.Map;
import java.util.stream.Collectors;

/** What Redis says of itself: {@code name:value} in lines. */
record ServerFacts(Map<String, String> facts) {

    static ServerFacts of(String info) {
        return new ServerFacts(info.lines()
                .filter(line -> line.contains(":"))
                .map(line -> line.strip().split(":", 2))
                .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1], (first, second) -> first)));
    }

    String text(String name) {
        return facts.getOrDefault(name, "");
    }

    long number(String name) {
        String text = text(name);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
