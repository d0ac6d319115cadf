package dev.fairway.resources.s3;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.node.ObjectNode;

/** Where an S3 and its IAM are. Without addresses of their own they are those of AWS. */
record S3Address(Server server) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final String USUAL_REGION = "us-east-1";

    static ObjectNode settings() {
        return (ObjectNode) Json.read("""
                {"properties": {
                   "endpoint": {"type": "string", "title": "Address of S3", "maxLength": 1000, "description": "Left out, it is AWS."},
                   "iamEndpoint": {"type": "string", "title": "Address of IAM", "maxLength": 1000,
                     "description": "Left out, it is where S3 is."},
                   "region": {"type": "string", "title": "Region", "default": "us-east-1", "maxLength": 50},
                   "accessKey": {"type": "string", "title": "Access key", "maxLength": 200,
                     "description": "May make buckets and users under the path /fairway/, and set policies of both."},
                   "secretKey": {"type": "string", "title": "Secret key", "secret": true, "maxLength": 1000},
                   "pathStyle": {"type": "boolean", "title": "Bucket in the path", "default": false,
                     "description": "For servers whose buckets have no host names of their own."}},
                 "required": ["region", "accessKey"]}""");
    }

    String region() {
        return server.text("region", USUAL_REGION);
    }

    /** AWS takes the name of each region but that of its first one, where it takes none. */
    boolean isInUsualRegion() {
        return region().equals(USUAL_REGION);
    }

    private String endpoint() {
        return server.text("endpoint", "");
    }

    private boolean isPathStyle() {
        return server.settings().path("pathStyle").asBoolean(false);
    }

    /** Checksums are left out where S3 does not ask for them: what is not AWS often knows none. */
    S3Client s3() {
        var builder = S3Client.builder()
                .region(Region.of(region()))
                .forcePathStyle(isPathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(credentials())
                .overrideConfiguration(limits())
                .httpClient(http());
        if (!endpoint().isEmpty()) {
            builder.endpointOverride(uri("endpoint", endpoint()));
        }
        return builder.build();
    }

    IamClient iam() {
        String endpoint = server.text("iamEndpoint", endpoint());
        var builder = IamClient.builder()
                .region(endpoint.isEmpty() ? global() : Region.US_EAST_1)
                .credentialsProvider(credentials())
                .overrideConfiguration(limits())
                .httpClient(http());
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(uri("iamEndpoint", endpoint));
        }
        return builder.build();
    }

    /** There is one IAM for all regions of a partition of AWS. */
    private Region global() {
        return switch (partition()) {
            case "aws-cn" -> Region.AWS_CN_GLOBAL;
            case "aws-us-gov" -> Region.AWS_US_GOV_GLOBAL;
            default -> Region.AWS_GLOBAL;
        };
    }

    private String partition() {
        if (region().startsWith("cn-")) {
            return "aws-cn";
        }
        return region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.text("accessKey", "none"), server.text("secretKey", "none")));
    }

    /** Files of whoever runs Fairway have no say. */
    private static ClientOverrideConfiguration limits() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .apiCallAttemptTimeout(ANSWER)
                .apiCallTimeout(CALL)
                .defaultProfileFile(ProfileFile.aggregator().build())
                .build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(ANSWER)
                .build();
    }

    private static URI uri(String setting, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException wrong) {
            // is told below
        }
        throw new InvalidInput(setting, "\"%.100s\" is no http or https address".formatted(text));
    }

    String arn(String bucket) {
        return "arn:%s:s3:::%s".formatted(partition(), bucket);
    }

    ObjectNode outputs(String bucket) {
        ObjectNode outputs = Json.object().put("bucket", bucket).put("region", region());
        return endpoint().isEmpty()
                ? outputs
                : outputs.put("endpoint", endpoint()).put("pathStyle", isPathStyle());
    }

    /** S3 has no URLs with users in them: these are the variables that AWS's programs and libraries read. */
    String variables(String bucket, Login login) {
        AccessKey key = AccessKey.of(login.password());
        String endpoint = endpoint().isEmpty() ? "" : "AWS_ENDPOINT_URL_S3=%s\n".formatted(endpoint());
        return """
                AWS_ACCESS_KEY_ID=%s
                AWS_SECRET_ACCESS_KEY=%s
                AWS_REGION=%s
                %sS3_BUCKET=%s
                """.formatted(key.id(), key.secret(), region(), endpoint, bucket);
    }
}
