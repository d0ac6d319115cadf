package dev.fairway.resources.s3;

import dev.fairway.shared.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Type;
import tools.jackson.databind.node.ObjectNode;

/** One bucket. A tag says whose it is. */
record Bucket(S3Client client, String name) {

    private static final String MARK = "fairway";
    private static final String TAGS_OF_AWS = "aws:";
    private static final int UPLOAD_DAYS = 7;

    /** Who made it, as far as it tells. */
    enum Whose {
        ABSENT,
        OURS,
        UNMARKED,
        OTHERS
    }

    Whose whose(String mark) {
        try {
            String found = tags().get(MARK);
            if (found == null) {
                return Whose.UNMARKED;
            }
            return found.equals(mark) ? Whose.OURS : Whose.OTHERS;
        } catch (S3Exception failure) {
            return switch (code(failure)) {
                case "NoSuchBucket" -> Whose.ABSENT;
                case "AccessDenied", "PermanentRedirect" -> Whose.OTHERS;
                default -> throw failure;
            };
        }
    }

    private static String code(S3Exception failure) {
        return failure.awsErrorDetails() == null
                ? ""
                : String.valueOf(failure.awsErrorDetails().errorCode());
    }

    private Map<String, String> tags() {
        try {
            return client.getBucketTagging(get -> get.bucket(name)).tagSet().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
        } catch (S3Exception failure) {
            if (code(failure).startsWith("NoSuchTagSet")) {
                return Map.of();
            }
            throw failure;
        }
    }

    /** Tags that AWS gave are not to be sent, and stay. */
    void mark(String mark) {
        Map<String, String> tags = new HashMap<>(tags());
        tags.put(MARK, mark);
        List<Tag> sent = tags.entrySet().stream()
                .filter(tag -> !tag.getKey().startsWith(TAGS_OF_AWS))
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        client.putBucketTagging(put -> put.bucket(name).tagging(tagging -> tagging.tagSet(sent)));
    }

    /** Nothing happens when the account has it already. */
    void create(S3Address address) {
        CreateBucketRequest.Builder create =
                CreateBucketRequest.builder().bucket(name).objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        if (!address.isInUsualRegion()) {
            create.createBucketConfiguration(where -> where.locationConstraint(address.region()));
        }
        try {
            client.createBucket(create.build());
        } catch (BucketAlreadyOwnedByYouException there) {
            // an earlier attempt came this far, or somebody else was faster: whoever marks it looks
        }
    }

    /** Whether it is as it was made: nobody has put or noted anything. */
    boolean isUntouched() {
        ListObjectVersionsResponse first =
                client.listObjectVersions(list -> list.bucket(name).maxKeys(1));
        return tags().isEmpty()
                && first.versions().isEmpty()
                && first.deleteMarkers().isEmpty();
    }

    void configure(BucketSpecification specification, Features features) {
        if (features.publicAccessBlock()) {
            blockPublicAccess();
        }
        if (isPublic(false)) {
            makePrivate();
        }
        if (specification.versioning() != isVersioned()) {
            setVersioning(specification.versioning());
        }
        if (specification.encryption() && !isEncrypted()) {
            encrypt();
        }
        if (features.expiry()) {
            expire(specification.expireDays());
        }
    }

    private void blockPublicAccess() {
        client.putPublicAccessBlock(put -> put.bucket(name)
                .publicAccessBlockConfiguration(all -> all.blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)));
    }

    private void makePrivate() {
        if (hasPublicPolicy()) {
            client.deleteBucketPolicy(delete -> delete.bucket(name));
        }
        if (hasPublicGrants()) {
            client.putBucketAcl(put -> put.bucket(name).acl(BucketCannedACL.PRIVATE));
        }
    }

    private void setVersioning(boolean isOn) {
        BucketVersioningStatus status = isOn ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED;
        client.putBucketVersioning(put -> put.bucket(name).versioningConfiguration(one -> one.status(status)));
    }

    private void encrypt() {
        client.putBucketEncryption(put -> put.bucket(name)
                .serverSideEncryptionConfiguration(all -> all.rules(rule -> rule.applyServerSideEncryptionByDefault(
                        one -> one.sseAlgorithm(ServerSideEncryption.AES256)))));
    }

    private void expire(int days) {
        if (days == 0) {
            client.deleteBucketLifecycle(delete -> delete.bucket(name));
            return;
        }
        LifecycleRule rule = LifecycleRule.builder()
                .id("fairway")
                .status(ExpirationStatus.ENABLED)
                .filter(all -> all.prefix(""))
                .expiration(one -> one.days(days))
                .noncurrentVersionExpiration(one -> one.noncurrentDays(days))
                .abortIncompleteMultipartUpload(one -> one.daysAfterInitiation(UPLOAD_DAYS))
                .build();
        client.putBucketLifecycleConfiguration(put -> put.bucket(name).lifecycleConfiguration(all -> all.rules(rule)));
    }

    /** AWS encrypts every bucket, so that whoever did not ask for it has it all the same. */
    ObjectNode actual(BucketSpecification specification, Features features) {
        ObjectNode actual = Json.object().put("versioning", isVersioned());
        if (specification.encryption()) {
            actual.put("encryption", isEncrypted());
        }
        actual.put("expireDays", features.expiry() ? expireDays() : 0);
        return actual.put("publicAccess", isPublic(features.publicAccessBlock() && isBlocked()));
    }

    private boolean isVersioned() {
        try {
            return client.getBucketVersioning(get -> get.bucket(name)).status() == BucketVersioningStatus.ENABLED;
        } catch (S3Exception failure) {
            return absentOr(failure);
        }
    }

    private boolean isEncrypted() {
        try {
            return client.getBucketEncryption(get -> get.bucket(name))
                    .serverSideEncryptionConfiguration()
                    .hasRules();
        } catch (S3Exception failure) {
            return absentOr(failure);
        }
    }

    /** The soonest of all rules: also what somebody else added deletes. */
    private int expireDays() {
        try {
            return client.getBucketLifecycleConfiguration(get -> get.bucket(name)).rules().stream()
                    .filter(rule -> rule.status() == ExpirationStatus.ENABLED && rule.expiration() != null)
                    .map(rule -> rule.expiration().days())
                    .flatMap(Stream::ofNullable)
                    .mapToInt(Integer::intValue)
                    .min()
                    .orElse(0);
        } catch (S3Exception failure) {
            absentOr(failure);
            return 0;
        }
    }

    private boolean isBlocked() {
        try {
            var block = client.getPublicAccessBlock(get -> get.bucket(name)).publicAccessBlockConfiguration();
            return Boolean.TRUE.equals(block.ignorePublicAcls()) && Boolean.TRUE.equals(block.restrictPublicBuckets());
        } catch (S3Exception failure) {
            return absentOr(failure);
        }
    }

    private boolean isPublic(boolean isBlocked) {
        return !isBlocked && (hasPublicPolicy() || hasPublicGrants());
    }

    private boolean hasPublicPolicy() {
        try {
            return BucketRights.isPublic(
                    client.getBucketPolicy(get -> get.bucket(name)).policy());
        } catch (S3Exception failure) {
            return absentOr(failure);
        }
    }

    /** Groups are everybody, everybody with an account, and those that write logs. */
    private boolean hasPublicGrants() {
        return client.getBucketAcl(get -> get.bucket(name)).grants().stream()
                .map(Grant::grantee)
                .anyMatch(one ->
                        one.type() == Type.GROUP && !String.valueOf(one.uri()).endsWith("/LogDelivery"));
    }

    /** False for what was never set or what the server has not at all. */
    private static boolean absentOr(S3Exception failure) {
        boolean isNothing = failure.statusCode() == 404 && !code(failure).equals("NoSuchBucket");
        if (!isNothing && !Features.isMissing(failure)) {
            throw failure;
        }
        return false;
    }

    void delete() {
        client.listMultipartUploadsPaginator(list -> list.bucket(name))
                .uploads()
                .forEach(upload -> client.abortMultipartUpload(
                        abort -> abort.bucket(name).key(upload.key()).uploadId(upload.uploadId())));
        client.listObjectVersionsPaginator(list -> list.bucket(name)).stream().forEach(this::deleteAll);
        client.deleteBucket(delete -> delete.bucket(name));
    }

    private void deleteAll(ListObjectVersionsResponse page) {
        List<ObjectIdentifier> all = Stream.concat(
                        page.versions().stream().map(one -> identifier(one.key(), one.versionId())),
                        page.deleteMarkers().stream().map(one -> identifier(one.key(), one.versionId())))
                .toList();
        if (!all.isEmpty()) {
            client.deleteObjects(some ->
                    some.bucket(name).delete(delete -> delete.objects(all).quiet(true)));
        }
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
