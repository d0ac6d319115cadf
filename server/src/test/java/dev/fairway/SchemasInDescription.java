package dev.fairway;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairway.shared.http.ErrorAnswer;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says in api/openapi.yaml which parts of an answer are always there and which may be null, as the records declare it. */
@TestConfiguration(proxyBeanMethods = false)
class SchemasInDescription {

    private final Map<String, Class<?>> records = new TreeMap<>();
    private final Set<String> shared = new TreeSet<>();

    @Bean
    ModelConverter recordsAndTrees() {
        return this::resolve;
    }

    @Bean
    OpenApiCustomizer nullness() {
        return description -> {
            Components components = description.getComponents();
            TreesInDescription.SHAPES.forEach((part, shape) -> describeTree(components, part, shape));
            describeAnswers(description);
            records.forEach((name, type) -> {
                Schema<?> schema = components.getSchemas().get(name);
                if (schema != null && schema.getProperties() != null) {
                    declare(schema, type);
                }
            });
        };
    }

    private @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (JsonNode.class.isAssignableFrom(raw)) {
            return tree(raw);
        }
        Schema<?> schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
        if (raw.isRecord() && schema != null && schema.get$ref() != null) {
            remember(schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length()), raw);
        }
        return schema;
    }

    private void remember(String name, Class<?> type) {
        Class<?> other = records.putIfAbsent(name, type);
        if (other != null && other != type) {
            shared.add("%s and %s".formatted(type.getName(), other.getName()));
        }
    }

    /** Records of one name, of which the description shows only one. */
    Set<String> sharedNames() {
        return shared;
    }

    private static Schema<?> tree(Class<?> type) {
        if (type == ObjectNode.class) {
            return typed("object").additionalProperties(true);
        }
        return type == ArrayNode.class ? typed("array").items(new JsonSchema()) : new JsonSchema();
    }

    private static JsonSchema typed(String type) {
        JsonSchema schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }

    private static Schema<?> reference(Components components, Class<?> type) {
        var resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach(components::addSchemas);
        return resolved.schema;
    }

    private static void describeTree(Components components, String part, Class<?> shape) {
        String[] path = part.split("\\.");
        Schema<?> answer = components.getSchemas().get(path[0]);
        if (answer == null || !answer.getProperties().containsKey(path[1])) {
            throw new IllegalStateException("There is no %s any more; correct TreesInDescription".formatted(part));
        }
        Schema<?> property = answer.getProperties().get(path[1]);
        if (property.getItems() != null) {
            property.setItems(reference(components, shape));
        } else {
            answer.getProperties().put(path[1], reference(components, shape));
        }
    }

    private static void describeAnswers(OpenAPI description) {
        Schema<?> error = reference(description.getComponents(), ErrorAnswer.class);
        ApiResponse refused =
                new ApiResponse().description("Why it was not done").content(json(error));
        Schema<?> streamed = new JsonSchema().$ref("EntitiesPage");
        description.getPaths().values().forEach(path -> {
            for (Operation operation : path.readOperations()) {
                operation.getResponses().addApiResponse("default", refused);
                if (TreesInDescription.STREAMED.contains(operation.getOperationId())) {
                    operation
                            .getResponses()
                            .addApiResponse(
                                    "200", new ApiResponse().description("OK").content(json(streamed)));
                }
            }
        });
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }

    private static void declare(Schema<?> schema, Class<?> type) {
        List<String> required = new ArrayList<>();
        declare(schema, type, required);
        schema.setRequired(required.stream().sorted().toList());
    }

    private static void declare(Schema<?> schema, Class<?> type, List<String> required) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = renamed == null ? component.getName() : renamed.value();
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                declare(schema, component.getType(), required);
            } else if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.getProperties().computeIfPresent(name, (key, property) -> nullable(property));
            } else if (schema.getProperties().containsKey(name)) {
                required.add(name);
            }
        }
    }

    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null || property.getEnum() != null) {
            return new JsonSchema().anyOf(List.of(property, typed("null")));
        }
        if (property.getTypes() != null) {
            property.addType("null");
        }
        return property;
    }
}
