package dev.fairway.resources.s3;

import dev.fairway.shared.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What users may do with a bucket, and what others must not, in the words of policies. */
final class BucketRights {

    static final String WRITER = "readwrite";
    static final String READER = "readonly";

    private static final List<String> LISTING =
            List.of("s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketLocation", "s3:GetBucketVersioning");
    private static final List<String> READING =
            List.of("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:GetObjectAttributes");

    /** Without the deletion of versions: those are what brings back what a service destroyed. */
    private static final List<String> WRITING = List.of(
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:PutObjectTagging",
            "s3:DeleteObjectTagging",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts");

    private BucketRights() {}

    /** @param arn of the bucket */
    static String policy(String arn, String role) {
        ObjectNode policy = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        allow(statements, arn, LISTING);
        allow(statements, arn + "/*", READING);
        if (role.equals(WRITER)) {
            allow(statements, arn, List.of("s3:ListBucketMultipartUploads"));
            allow(statements, arn + "/*", WRITING);
        }
        return policy.toString();
    }

    private static void allow(ArrayNode statements, String arn, List<String> actions) {
        ObjectNode statement = statements.addObject().put("Effect", "Allow").put("Resource", arn);
        statement.set("Action", Json.array(actions));
    }

    /** Whether a policy of a bucket lets everybody do something, under whatever condition. */
    static boolean isPublic(String policy) {
        JsonNode statements = Json.read(policy).path("Statement");
        return statements.isArray()
                ? statements.valueStream().anyMatch(BucketRights::allowsEverybody)
                : allowsEverybody(statements);
    }

    private static boolean allowsEverybody(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.path("Effect").asString("").equals("Allow")
                && (statement.has("NotPrincipal") || isEverybody(principal) || isEverybody(principal.path("AWS")));
    }

    private static boolean isEverybody(JsonNode principal) {
        return principal.isArray()
                ? principal.valueStream().anyMatch(BucketRights::isEverybody)
                : principal.asString("").equals("*");
    }
}
