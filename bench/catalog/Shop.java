import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The measured catalog: components with eight properties and three relations, the same for the same number. */
final class Shop {

    static final List<String> LANGUAGES =
            List.of("Java", "Go", "Python", "Node", "React", "Rust", "Kotlin", "Scala", "Ruby", "PHP", "C++", "Elixir");
    static final List<String> LIFECYCLES = List.of("experimental", "production", "deprecated", "retired");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] SYLLABLES = {
        "ka", "lo", "mi", "ren", "sto", "va", "pel", "dor", "qui", "zan", "bri", "tus", "fel", "gor", "hin", "jax"
    };

    private final int components;

    Shop(int components) {
        this.components = components;
    }

    int components() {
        return components;
    }

    int systems() {
        return Math.max(10, components / 100);
    }

    int domains() {
        return 50;
    }

    static String component(int number) {
        return "component-" + number;
    }

    static String system(int number) {
        return "system-" + number;
    }

    static String domain(int number) {
        return "domain-" + number;
    }

    /** One of 4,096 words; each is in about one description of 400. */
    static String word(int number) {
        return SYLLABLES[number & 15] + SYLLABLES[(number >> 4) & 15] + SYLLABLES[(number >> 8) & 15];
    }

    /** In the order of writing; the second of a name replaces the first. */
    static String blueprints() {
        return """
                [{"identifier": "domain", "title": "Domain", "schema": {"properties": {}}},
                 {"identifier": "system", "title": "System", "schema": {"properties": {}},
                  "relations": {"domain": {"target": "domain", "many": false}}},
                 {"identifier": "component", "title": "Component", "schema": {"properties": {
                    "language": {"type": "string", "enum": %s},
                    "lifecycle": {"type": "string", "enum": %s},
                    "tier": {"type": "number"},
                    "replicas": {"type": "number"},
                    "contact": {"type": "string", "format": "email"},
                    "description": {"type": "string"},
                    "repository": {"type": "string", "format": "url"},
                    "releasedAt": {"type": "string", "format": "date-time"}}},
                  "relations": {
                    "system": {"target": "system", "many": false},
                    "domain": {"target": "domain", "many": false},
                    "dependsOn": {"target": "component", "many": true}}},
                 {"identifier": "system", "title": "System", "schema": {"properties": {}},
                  "relations": {"domain": {"target": "domain", "many": false}}, "aggregationProperties": {"replicas": {"title": "Replicas", "target": "component",
                    "calculationSpec": {"calculationBy": "property", "func": "sum", "property": "replicas"}}}}]
                """
                .formatted(JSON.writeValueAsString(LANGUAGES), JSON.writeValueAsString(LIFECYCLES));
    }

    String domainEntities() {
        ArrayNode all = JSON.createArrayNode();
        for (int i = 0; i < domains(); i++) {
            all.addObject().put("identifier", domain(i)).put("title", "Domain " + i);
        }
        return bulk(all);
    }

    List<String> systemEntities() {
        List<String> batches = new ArrayList<>();
        for (int from = 0; from < systems(); from += 1000) {
            ArrayNode some = JSON.createArrayNode();
            for (int i = from; i < Math.min(from + 1000, systems()); i++) {
                ObjectNode one = some.addObject().put("identifier", system(i)).put("title", "System " + i);
                one.putObject("relations").put("domain", domain(i % domains()));
            }
            batches.add(bulk(some));
        }
        return batches;
    }

    /** Components from one number up to, not including, another. */
    String componentEntities(int from, int to) {
        ArrayNode some = JSON.createArrayNode();
        for (int i = from; i < to; i++) {
            some.add(componentEntity(i));
        }
        return bulk(some);
    }

    ObjectNode componentEntity(int number) {
        Random random = new Random(number);
        ObjectNode one = JSON.createObjectNode();
        one.put("identifier", component(number));
        one.put("title", "Component " + word(random.nextInt(4096)) + " " + number);
        ObjectNode properties = one.putObject("properties");
        properties.put("language", LANGUAGES.get(random.nextInt(LANGUAGES.size())));
        properties.put("lifecycle", LIFECYCLES.get(random.nextInt(LIFECYCLES.size())));
        properties.put("tier", 1 + random.nextInt(5));
        properties.put("replicas", random.nextInt(50));
        properties.put("contact", word(random.nextInt(4096)) + "@example.com");
        properties.put("description", sentence(random));
        properties.put("repository", "https://git.example.com/" + word(random.nextInt(4096)) + "/" + component(number));
        properties.put("releasedAt", Instant.ofEpochSecond(1_600_000_000L + random.nextInt(150_000_000)).toString());
        ObjectNode relations = one.putObject("relations");
        int system = random.nextInt(systems());
        relations.put("system", system(system));
        relations.put("domain", domain(system % domains()));
        ArrayNode dependsOn = relations.putArray("dependsOn");
        if (number > 100) {
            dependsOn.add(component(number - 1 - random.nextInt(100)));
        }
        return one;
    }

    private static String sentence(Random random) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            sentence.append(i == 0 ? "" : " ").append(word(random.nextInt(4096)));
        }
        return sentence.toString();
    }

    static String bulk(ArrayNode entities) {
        ObjectNode body = JSON.createObjectNode();
        body.set("entities", entities);
        return JSON.writeValueAsString(body);
    }
}
