package dev.fairway.delivery.compose;

import dev.fairway.shared.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How what is written by one template is tested.
 *
 * @param without names of folders that tests make anew
 * @param prepare script before the tests, which fetches what they need
 * @param keep folders of the container that later tests find again, such as what was downloaded
 */
record UsualTest(List<String> without, String prepare, String run, List<String> junit, List<String> keep) {

    static final UsualTest NONE = new UsualTest(List.of(), "", "", List.of(), List.of());

    /** @param text of {@code compose/tests/<template>.yaml} */
    static UsualTest read(String template, String text) {
        ObjectNode usual = OwnTest.document("compose/tests/%s.yaml".formatted(template), text);
        return new UsualTest(
                Json.texts(usual.get("without")),
                usual.path("prepare").asString(""),
                usual.path("run").asString(""),
                Json.texts(usual.get("junit")),
                Json.texts(usual.get("keep")));
    }
}
