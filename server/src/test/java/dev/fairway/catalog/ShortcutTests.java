package dev.fairway.catalog;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.SHORTCUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.postgres.Await;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is made in the background for large blueprints changes how fast an answer comes, never the answer. */
class ShortcutTests extends RunningFairway {

    private static final int ENTITIES = 5_000;
    private static final List<String> LANGUAGES = List.of("Go", "Java", "Python");

    @Autowired
    private DSLContext db;

    private String parts;

    @BeforeEach
    void manyParts() {
        parts = blueprint("'schema': {'properties': {'language': {'type': 'string'}, 'weight': {'type': 'number'},"
                + " 'since': {'type': 'string', 'format': 'date-time'}, 'text': {'type': 'string'}}}");
        for (int from = 0; from < ENTITIES; from += 1000) {
            ArrayNode batch = Json.array();
            for (int number = from; number < from + 1000; number++) {
                batch.add(part(number));
            }
            write(batch);
        }
    }

    /** Every fifth has no weight. */
    private static ObjectNode part(int number) {
        ObjectNode part = Json.object().put("identifier", "part-" + number);
        ObjectNode properties = part.putObject("properties");
        properties.put("language", LANGUAGES.get(number % LANGUAGES.size()));
        properties.put("since", "2026-01-01T%02d:%02d:00Z".formatted(number % 24, number % 60));
        properties.put("text", "Made of " + (number % 100 == 7 ? "Blue Steel" : "wood") + " number " + number);
        if (number % 5 != 0) {
            properties.put("weight", (number * 7919) % 1000);
        }
        return part;
    }

    private void write(ArrayNode batch) {
        ObjectNode body = Json.object();
        body.set("entities", batch);
        Reply reply = admin.post(entities(parts) + "/bulk?upsert=true", body.toString());
        assertThat(reply.at("/errors")).isEmpty();
    }

    @Test
    void ordersAlikeWithAnIndexAndWithout() {
        for (String property : List.of("weight", "since", "text")) {
            List<String> ascending = walk(property, "ASC");
            List<String> descending = walk(property, "DESC");
            walk(property, "ASC");
            awaitShortcut("ORDER", property);

            assertThat(walk(property, "ASC"))
                    .isEqualTo(ascending)
                    .hasSize(ENTITIES)
                    .doesNotHaveDuplicates();
            assertThat(walk(property, "DESC"))
                    .isEqualTo(descending)
                    .hasSize(ENTITIES)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void putsEntitiesWithoutAValueLastInBothDirections() {
        assertThat(walk("weight", "ASC").subList(4000, 5000)).allMatch(ShortcutTests::hasNoWeight);
        assertThat(walk("weight", "DESC").subList(4000, 5000)).allMatch(ShortcutTests::hasNoWeight);
    }

    private static boolean hasNoWeight(String identifier) {
        return Integer.parseInt(identifier.substring("part-".length())) % 5 == 0;
    }

    @Test
    void findsTheSameTextsWithAnIndexAndWithout() {
        String query = "{'query': {'combinator': 'and', 'rules': [{'property': 'text', 'operator': 'contains',"
                + " 'value': 'blue st'}]}, 'limit': 1000}";
        List<String> without = identifiers(admin.post(entities(parts) + "/top-search", query));
        identifiers(admin.post(entities(parts) + "/top-search", query));
        identifiers(admin.post(entities(parts) + "/top-search", query));
        awaitShortcut("TEXT", "text");

        assertThat(identifiers(admin.post(entities(parts) + "/top-search", query)))
                .isEqualTo(without)
                .hasSize(50);
    }

    @Test
    void findsTheSameInAnyTextWithAnIndexAndWithout() {
        String search = "{'search': 'BLUE STEEL', 'limit': 1000}";
        List<String> without = identifiers(admin.post(entities(parts) + "/top-search", search));
        identifiers(admin.post(entities(parts) + "/top-search", search));
        identifiers(admin.post(entities(parts) + "/top-search", search));
        awaitShortcut("TEXT", "");

        assertThat(identifiers(admin.post(entities(parts) + "/top-search", search)))
                .isEqualTo(without)
                .hasSize(50);
    }

    @Test
    void leavesNothingBehindABlueprintThatIsGone() {
        String search = "{'search': 'BLUE STEEL', 'limit': 1000}";
        for (int asking = 0; asking < 3; asking++) {
            identifiers(admin.post(entities(parts) + "/top-search", search));
        }
        awaitShortcut("TEXT", "");
        String names =
                "shortcut\\_" + db.fetchValue("select id from catalog.blueprint where identifier = ?", parts) + "\\_%";
        assertThat(leftOf(names)).isPositive();

        admin.delete("/v1/blueprints/" + parts + "/all-entities?delete_blueprint=true");

        Await.until("everything to be gone", () -> {
            admin.post("/v1/jobs/shortcut-upkeep/run", "{}");
            return leftOf(names) == 0;
        });
    }

    private int leftOf(String names) {
        return db.fetch(
                        "select relname from pg_class where relkind = 'i' and relname like ?"
                                + " union all select stxname from pg_statistic_ext where stxname like ?",
                        names,
                        names)
                .size();
    }

    @Test
    void talliesAreExactAfterEveryKindOfWrite() {
        for (int asking = 0; asking < 3; asking++) {
            languages();
        }
        awaitShortcut("TALLY", "language");
        awaitShortcut("TALLY", "");
        assertThat(languages()).isEqualTo("Go=1667 Java=1667 Python=1666");

        admin.patch(entities(parts) + "/part-0", "{'properties': {'language': 'Rust'}}");
        admin.patch(entities(parts) + "/part-3", "{'properties': {'language': null}}");
        admin.delete(entities(parts) + "/part-1");
        write(Json.array().add(part(5_001)).add(part(2)));

        assertThat(languages()).isEqualTo("Go=1666 Java=1666 Python=1666 Rust=1 none=1");
        assertThat(admin.get("/v1/blueprints/" + parts + "/entities-count")
                        .at("/count")
                        .intValue())
                .isEqualTo(5_000);
    }

    private String languages() {
        Reply reply = admin.post(entities(parts) + "/facets", "{'properties': ['language']}");
        List<String> values = new ArrayList<>();
        for (JsonNode value : reply.at("/facets/language")) {
            JsonNode name = value.get("value");
            values.add((name.isNull() ? "none" : name.stringValue()) + "=" + value.get("count"));
        }
        return String.join(" ", values.stream().sorted().toList());
    }

    private List<String> walk(String property, String order) {
        List<String> seen = new ArrayList<>();
        String from = "";
        do {
            Reply page = admin.post(
                    entities(parts) + "/top-search",
                    "{'limit': 999, 'sort': [{'property': '%s', 'order': '%s'}]%s}".formatted(property, order, from));
            seen.addAll(identifiers(page));
            from = page.at("/next").isString()
                    ? ", 'from': '%s'".formatted(page.at("/next").stringValue())
                    : "";
        } while (!from.isEmpty());
        return seen;
    }

    private static List<String> identifiers(Reply page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        List<String> identifiers = new ArrayList<>();
        page.at("/entities")
                .forEach(entity -> identifiers.add(entity.get("identifier").stringValue()));
        return identifiers;
    }

    private void awaitShortcut(String kind, String subject) {
        Awaitility.await(kind.toLowerCase(Locale.ROOT) + " of " + subject)
                .until(() -> db.fetchExists(
                        SHORTCUT.join(BLUEPRINT).on(BLUEPRINT.ID.eq(SHORTCUT.BLUEPRINT_ID)),
                        BLUEPRINT
                                .IDENTIFIER
                                .eq(parts)
                                .and(SHORTCUT.KIND.eq(kind))
                                .and(
                                        kind.equals("ORDER")
                                                ? SHORTCUT.SUBJECT.contains("'" + subject + "'")
                                                : SHORTCUT.SUBJECT.eq(subject))));
    }
}
