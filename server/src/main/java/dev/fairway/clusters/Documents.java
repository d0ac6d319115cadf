package dev.fairway.clusters;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML as Kubernetes reads it: version 1.1, where {@code yes} and {@code on} are true, with anchors and merged keys. Moments are
 * texts.
 */
final class Documents extends SafeConstructor {

    private Documents() {
        super(new LoaderOptions());
        yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
    }

    /** @throws InvalidInput when it is no YAML, or a document is no object */
    static List<ObjectNode> read(String text) {
        List<ObjectNode> objects = new ArrayList<>();
        try {
            for (Object document : new Yaml(new Documents()).loadAll(text)) {
                if (document != null) {
                    objects.add(object(Json.read(Json.MAPPER.writeValueAsString(document))));
                }
            }
        } catch (MarkedYAMLException wrong) {
            throw wrong("%s (line %d)"
                    .formatted(wrong.getProblem(), wrong.getProblemMark().getLine() + 1));
        } catch (JacksonException recursive) {
            throw wrong("something in it holds itself");
        } catch (YAMLException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
        return objects;
    }

    private static ObjectNode object(JsonNode document) {
        if (document instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidInput("", "is no object with apiVersion, kind and metadata");
    }

    private static InvalidInput wrong(String why) {
        return new InvalidInput("", "is neither YAML nor JSON: " + why);
    }
}
