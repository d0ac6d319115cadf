import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every question that is measured. */
final class Rows {

    private static final String COMPONENT = "/v1/blueprints/component";
    private static final String SEARCH = COMPONENT + "/entities/top-search";

    private final Shop shop;

    Rows(Shop shop) {
        this.shop = shop;
    }

    List<Row> all() {
        return List.of(
                search("first page", 986, random -> "", "first", random -> ""),
                new Row(
                        "by identifier",
                        1552,
                        (http, random) -> http.call("GET", COMPONENT + "/entities/" + one(random), null),
                        sql("one", this::one)),
                new Row(
                        "hundred by identifier",
                        605,
                        (http, random) -> http.call("POST", SEARCH, "{\"limit\": 100, \"identifiers\": [\"%s\"]}"
                                .formatted(String.join("\", \"", hundred(random)))),
                        sql("hundred", random -> String.join(",", hundred(random)))),
                search("ordered", 470, random -> SORTED, "ordered", random -> ""),
                search("ordered, with total", 1.8, random -> SORTED + ", \"count\": true", "orderedTotal", random -> ""),
                search("two properties equal", 39, this::twoEqual, "two", this::two),
                search(
                        "text in one field",
                        118,
                        random -> query("and", has("description", word(random))),
                        "text",
                        this::word),
                search("text in three fields, with total", 3.9, this::inThree, "textThree", this::thrice),
                new Row(
                        "count",
                        58,
                        (http, random) ->
                                http.call("POST", COMPONENT + "/entities/search/count", "{" + twoEqual(random).substring(1) + "}"),
                        sql("count", this::two)),
                new Row(
                        "facet",
                        2.7,
                        (http, random) -> http.call("POST", COMPONENT + "/entities/facets", "{\"properties\": [\"language\"]}"),
                        sql("facet", random -> "")),
                search("either of two relations, ordered", 3.4, this::either, "either", this::eitherSql),
                new Row(
                        "related to depth 3",
                        0,
                        (http, random) -> http.call("GET", COMPONENT + "/entities/" + one(random) + "/graph?depth=3", null),
                        sql("graph", this::one)));
    }

    private static final String SORTED = ", \"sort\": [{\"property\": \"releasedAt\", \"order\": \"DESC\"}]";

    private static Row search(
            String name, double leader, Function<Random, String> rest, String statement, Function<Random, String> parameters) {
        return new Row(
                name,
                leader,
                (http, random) -> http.call("POST", SEARCH, "{\"limit\": 20" + rest.apply(random) + "}"),
                sql(statement, parameters));
    }

    private static java.util.function.BiConsumer<Http, Random> sql(String name, Function<Random, String> parameters) {
        return (http, random) -> http.call("POST", "/" + name, parameters.apply(random));
    }

    private String one(Random random) {
        return Shop.component(random.nextInt(shop.components()));
    }

    private List<String> hundred(Random random) {
        return IntStream.range(0, 100).mapToObj(i -> one(random)).collect(Collectors.toList());
    }

    private String word(Random random) {
        return Shop.word(random.nextInt(4096));
    }

    private String thrice(Random random) {
        String word = word(random);
        return word + "\n" + word + "\n" + word;
    }

    private String inThree(Random random) {
        String word = word(random);
        return query("or", has("description", word) + ", " + has("repository", word) + ", " + has("contact", word))
                + ", \"count\": true";
    }

    private String two(Random random) {
        return Shop.LANGUAGES.get(random.nextInt(Shop.LANGUAGES.size())) + "\n"
                + Shop.LIFECYCLES.get(random.nextInt(Shop.LIFECYCLES.size()));
    }

    private String twoEqual(Random random) {
        String[] values = two(random).split("\n");
        return query("and", rule("language", "=", values[0]) + ", " + rule("lifecycle", "=", values[1]));
    }

    private String eitherSql(Random random) {
        return Shop.system(random.nextInt(shop.systems())) + "\n" + one(random);
    }

    private String either(Random random) {
        String[] values = eitherSql(random).split("\n");
        return query("or", rule("system", "=", values[0]) + ", " + rule("dependsOn", "contains", values[1])) + SORTED;
    }

    private static String has(String property, String text) {
        return rule(property, "contains", text);
    }

    private static String rule(String property, String operator, String value) {
        return "{\"property\": \"%s\", \"operator\": \"%s\", \"value\": \"%s\"}".formatted(property, operator, value);
    }

    private static String query(String combinator, String rules) {
        return ", \"query\": {\"combinator\": \"%s\", \"rules\": [%s]}".formatted(combinator, rules);
    }
}
