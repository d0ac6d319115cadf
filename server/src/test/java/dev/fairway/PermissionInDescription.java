package dev.fairway;

import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Requires;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;

/** Writes beside each operation in api/openapi.yaml what it requires and whether it takes a key, and names it after its method. */
@TestConfiguration(proxyBeanMethods = false)
class PermissionInDescription {

    static final String KEY = "x-requires";

    @Bean
    OperationCustomizer permissionOfOperation() {
        return (operation, handler) -> {
            String controller = handler.getBeanType().getSimpleName().replace("Controller", "");
            operation.setOperationId(StringUtils.uncapitalize(controller)
                    + StringUtils.capitalize(handler.getMethod().getName()));
            Requires requires = handler.getMethodAnnotation(Requires.class);
            if (requires != null) {
                operation.addExtension(KEY, requires.value().name());
            }
            if (handler.hasMethodAnnotation(PostMapping.class) && !handler.hasMethodAnnotation(IdempotencyKey.class)) {
                operation.addParametersItem(idempotencyKey());
            }
            return operation;
        };
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .description(
                        "Sent again within a day with the same key, it is answered again and not carried out again")
                .schema(new StringSchema().minLength(1).maxLength(255));
    }
}
