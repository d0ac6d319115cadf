package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.DeliverySettings.Runner;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The runner that the settings switch on. */
@Configuration(proxyBeanMethods = false)
class Runners {

    @Bean
    PipelineRunner pipelineRunner(DeliverySettings settings) {
        return settings.runner() == Runner.CONTAINER
                ? new ContainerRunner(settings, Map.of())
                : new HostRunner(settings);
    }

    @Bean
    ApplicationRunner preparedRunner(PipelineRunner runner) {
        return arguments -> Thread.ofVirtual().name("pipeline-runner").start(runner::prepare);
    }
}
