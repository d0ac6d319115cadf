package dev.fairway.resources.s3;

import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerUnfit;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.node.ObjectNode;

/** What of S3 a server has. It is asked for by reading, which changes nothing. */
record Features(boolean encryption, boolean expiry, boolean publicAccessBlock) {

    static Features of(S3Client client, String bucket) {
        return new Features(
                has(() -> client.getBucketEncryption(get -> get.bucket(bucket))),
                has(() -> client.getBucketLifecycleConfiguration(get -> get.bucket(bucket))),
                has(() -> client.getPublicAccessBlock(get -> get.bucket(bucket))));
    }

    private static boolean has(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (S3Exception failure) {
            return !isMissing(failure);
        }
    }

    static boolean isMissing(S3Exception failure) {
        return failure.statusCode() == 501 || failure.statusCode() == 405;
    }

    void tell(ObjectNode capacity) {
        capacity.put("encryption", encryption);
        capacity.put("expiry", expiry);
        capacity.put("publicAccessBlock", publicAccessBlock);
    }

    /** As {@link #tell} told them; what it did not tell counts as there. */
    static Features told(ObjectNode capacity) {
        return new Features(
                capacity.path("encryption").asBoolean(true),
                capacity.path("expiry").asBoolean(true),
                capacity.path("publicAccessBlock").asBoolean(true));
    }

    /** @throws ServerUnfit when the server would only pretend to keep a promise */
    void refuseMore(BucketSpecification specification, Server server) {
        beyond(specification).values().stream().findFirst().ifPresent(why -> {
            throw new ServerUnfit(server.identifier(), why);
        });
    }

    /** What the server would only pretend to keep, by the field that asks for it. */
    Map<String, String> beyond(BucketSpecification specification) {
        Map<String, String> beyond = new LinkedHashMap<>();
        if (specification.encryption() && !encryption) {
            beyond.put(
                    "encryption",
                    "the server cannot encrypt buckets; ask for one without encryption, or on another server");
        }
        if (specification.expireDays() > 0 && !expiry) {
            beyond.put(
                    "expireDays",
                    "the server cannot delete objects after some days; ask for 0, or for a bucket on another server");
        }
        return beyond;
    }
}
