package dev.fairway;

import dev.fairway.access.Requires;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Writes beside each operation in api/openapi.yaml what it requires. */
@TestConfiguration(proxyBeanMethods = false)
class PermissionInDescription {

    static final String KEY = "x-requires";

    @Bean
    OperationCustomizer permissionOfOperation() {
        return (operation, handler) -> {
            Requires requires = handler.getMethodAnnotation(Requires.class);
            if (requires != null) {
                operation.addExtension(KEY, requires.value().name());
            }
            return operation;
        };
    }
}
