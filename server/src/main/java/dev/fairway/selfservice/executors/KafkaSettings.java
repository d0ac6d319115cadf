package dev.fairway.selfservice.executors;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param servers addresses of brokers, {@code host:port} with commas between them; empty where there are none
 * @param topic what messages go to that name no topic themselves
 * @param security protocol that brokers are spoken to with
 * @param mechanism of SASL
 * @param user of SASL; empty for none
 * @param password of that user
 * @param timeout how long a message may take until it counts as not delivered
 */
@ConfigurationProperties("fairway.kafka")
record KafkaSettings(
        @DefaultValue("") String servers,
        @DefaultValue("fairway.runs") String topic,
        @DefaultValue("PLAINTEXT") String security,
        @DefaultValue("SCRAM-SHA-512") String mechanism,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("10s") Duration timeout) {}
