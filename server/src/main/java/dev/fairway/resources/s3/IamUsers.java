package dev.fairway.resources.s3;

import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;

/** Users of one resource by the API of AWS IAM. Their path, which nobody changes by accident, says whose they are. */
record IamUsers(IamClient client, Server server, Wanted wanted) {

    static final String PATH = "/fairway/";

    private static final String POLICY = "fairway";

    private String path() {
        return "%s%s/".formatted(PATH, wanted.id());
    }

    /** Without keys or rights. It says that a bucket is being made, before there is one to be marked. */
    private String intent() {
        return "fairway-" + wanted.id();
    }

    void begin() {
        ensure(intent());
    }

    boolean hasBegun() {
        return isThere(intent());
    }

    void end() {
        delete(intent());
    }

    /** @throws NameTaken when it is somebody else's */
    boolean isThere(String name) {
        try {
            if (!client.getUser(get -> get.userName(name)).user().path().equals(path())) {
                throw new NameTaken("User", name, server.identifier());
            }
            return true;
        } catch (NoSuchEntityException absent) {
            return false;
        }
    }

    void ensure(String name) {
        if (!isThere(name)) {
            client.createUser(create -> create.userName(name).path(path()));
        }
    }

    void grant(String name, String policy) {
        client.putUserPolicy(put -> put.userName(name).policyName(POLICY).policyDocument(policy));
    }

    boolean hasKey(String name, AccessKey key) {
        return keys(name).stream()
                .anyMatch(one -> one.accessKeyId().equals(key.id()) && one.status() == StatusType.ACTIVE);
    }

    /** A key whose secret nobody kept is of no use, and counts among the two that a user may have. */
    AccessKey renewKey(String name) {
        deleteKeys(name);
        var key = client.createAccessKey(create -> create.userName(name)).accessKey();
        return new AccessKey(key.accessKeyId(), key.secretAccessKey());
    }

    private List<AccessKeyMetadata> keys(String name) {
        return client.listAccessKeys(list -> list.userName(name)).accessKeyMetadata();
    }

    private void deleteKeys(String name) {
        keys(name)
                .forEach(key ->
                        client.deleteAccessKey(delete -> delete.userName(name).accessKeyId(key.accessKeyId())));
    }

    /** The keys go first, so that nobody signs with them any more. Nothing happens when the user was not there. */
    void delete(String name) {
        if (!isThere(name)) {
            return;
        }
        deleteKeys(name);
        client.listUserPoliciesPaginator(list -> list.userName(name))
                .policyNames()
                .forEach(policy ->
                        client.deleteUserPolicy(delete -> delete.userName(name).policyName(policy)));
        client.deleteUser(delete -> delete.userName(name));
    }

    void deleteAll() {
        client.listUsersPaginator(list -> list.pathPrefix(path())).users().stream()
                .map(User::userName)
                .filter(name -> !name.equals(intent()))
                .toList()
                .forEach(this::delete);
    }
}
