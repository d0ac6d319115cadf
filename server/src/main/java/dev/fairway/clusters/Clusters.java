package dev.fairway.clusters;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Opens connections to clusters. Nothing of the surroundings counts: no kubeconfig, no variables, no proxy. */
@Component
public class Clusters {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** Nothing is sent before the first question. */
    public Cluster open(ClusterAddress address) {
        return open(address, ANSWER);
    }

    Cluster open(ClusterAddress address, Duration answer) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(address.url())
                .withOauthToken(address.token().strip())
                .withNamespace(address.namespace())
                .withUserAgent("fairway")
                .withConnectionTimeout((int) CONNECT.toMillis())
                .withRequestTimeout((int) answer.toMillis())
                // runs repeat what failed, and say so
                .withRequestRetryBackoffLimit(0);
        if (address.certificate() != null) {
            config.withCaCertData(
                    Base64.getEncoder().encodeToString(address.certificate().getBytes(StandardCharsets.UTF_8)));
        }
        return new Cluster(
                new KubernetesClientBuilder()
                        .withConfig(config.build())
                        .withHttpClientFactory(new JdkHttpClientFactory())
                        .build(),
                address);
    }
}
