package dev.fairway;

import dev.fairway.access.Requires;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

/** Writes beside each operation in api/openapi.yaml what it requires, and names it after its method. */
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
            return operation;
        };
    }
}
