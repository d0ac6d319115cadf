package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.val;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.schema.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;

/** Free text in title, identifier or any text property; upper and lower case are the same. */
public final class TextMatch {

    private static final int LONGEST = 200;
    private static final Pattern WORD_PART = Pattern.compile("[\\p{L}\\p{N}]{3}");

    private TextMatch() {}

    public static Condition in(PropertySql properties, Blueprint blueprint, String text) {
        Field<String> pattern = pattern(text);
        List<Condition> places = new ArrayList<>();
        places.add(inNames(properties, text));
        if (isIndexable(text) && properties.hasTextIndex()) {
            places.add(inAnyText(properties, text));
            return or(places);
        }
        blueprint.properties().values().stream()
                .filter(property -> property.type() == PropertyType.STRING)
                .forEach(property -> places.add(condition(
                        "({0} ->> {1}) ilike {2}",
                        properties.entity().PROPERTIES, inline(property.identifier()), pattern)));
        return or(places);
    }

    /** In the shape that the trigram index over all texts has. */
    static Condition inAnyText(PropertySql properties, String text) {
        return condition(
                "catalog.all_text({0}) ilike {1}", properties.entity().PROPERTIES, val("%" + escaped(text) + "%"));
    }

    /** Whether the text has three letters or digits in a row, which is what a trigram index finds things by. */
    static boolean isIndexable(String text) {
        return WORD_PART.matcher(text).find();
    }

    /** In the shape that the trigram index has. */
    static Condition inNames(PropertySql properties, String text) {
        return condition(
                "({0} || ' ' || {1}) ilike {2}",
                coalesce(properties.entity().TITLE, inline("")), properties.entity().IDENTIFIER, pattern(text));
    }

    private static Field<String> pattern(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidInput(
                    "search", "has %,d characters; at most %d are possible".formatted(text.length(), LONGEST));
        }
        return val("%" + escaped(text) + "%");
    }

    /** The text as a pattern that matches just it. */
    public static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
