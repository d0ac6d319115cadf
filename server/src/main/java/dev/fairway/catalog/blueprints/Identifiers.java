package dev.fairway.catalog.blueprints;

import dev.fairway.shared.Problem;
import java.util.List;
import java.util.regex.Pattern;

/** What may name a blueprint, a property, a relation or an entity. */
public enum Identifiers {
    BLUEPRINT("[\\p{L}0-9@_.+:\\\\/-]+", 100),
    PROPERTY("[^\\p{Cntrl}]+", 100),
    ENTITY("[\\p{L}0-9@_.+:\\\\/=-]+", 1000),
    /** E-mails and names of teams; whoever keeps users and teams has a narrower rule. */
    PERSON("[^\\p{Cntrl}\\s]([^\\p{Cntrl}]*[^\\p{Cntrl}\\s])?", 254);

    private final Pattern pattern;
    private final int longest;

    Identifiers(String pattern, int longest) {
        this.pattern = Pattern.compile(pattern);
        this.longest = longest;
    }

    /** What may name the entities of a blueprint. */
    public static Identifiers ofEntities(Blueprint blueprint) {
        return blueprint.key().system() ? PERSON : ENTITY;
    }

    public boolean allows(String identifier) {
        return identifier.length() <= longest
                && pattern.matcher(identifier).matches()
                && !identifier.equals(".")
                && !identifier.equals("..");
    }

    public void check(String path, String identifier, List<Problem> problems) {
        if (!allows(identifier)) {
            String shown = identifier.length() > 120 ? identifier.substring(0, 120) + "…" : identifier;
            problems.add(new Problem(path, "\"%s\" is not a valid identifier: %s".formatted(shown, rule())));
        }
    }

    private String rule() {
        return switch (this) {
            case BLUEPRINT -> "1 to 100 letters, digits or @ _ . + : \\ / -";
            case PROPERTY -> "1 to 100 characters, none of them a control character";
            case ENTITY -> "1 to 1,000 letters, digits or @ _ . + : \\ / = -";
            case PERSON -> "1 to 254 characters, no control character and no blank at either end";
        };
    }
}
