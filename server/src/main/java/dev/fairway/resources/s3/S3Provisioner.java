package dev.fairway.resources.s3;

import dev.fairway.resources.s3.Bucket.Whose;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import tools.jackson.databind.node.ObjectNode;

/** A bucket that is never public, and users that reach nothing else. The server makes their keys. */
@Component
class S3Provisioner implements Provisioner {

    private static final int MOST_FOUND = 1_000;
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");

    @Override
    public String kind() {
        return "s3";
    }

    @Override
    public ObjectNode settings() {
        return S3Address.settings();
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return List.of(BucketRights.WRITER, BucketRights.READER);
    }

    @Override
    public Report test(Server server) {
        return S3Session.use(server, session -> {
            try {
                session.iam().listUsers(list -> list.pathPrefix(IamUsers.PATH).maxItems(1));
                return report(session, session.s3().listBuckets());
            } catch (AwsServiceException failure) {
                throw refused(server, failure);
            }
        });
    }

    @Override
    public List<Problem> beyond(ObjectNode capacity, ObjectNode specification) {
        return Features.told(capacity).beyond(BucketSpecification.of(specification)).entrySet().stream()
                .filter(field -> specification.has(field.getKey()))
                .map(field -> new Problem("properties." + field.getKey(), field.getValue()))
                .toList();
    }

    private static RuntimeException refused(Server server, AwsServiceException failure) {
        if (failure.statusCode() != 403) {
            return failure;
        }
        return new ServerUnfit(
                server.identifier(),
                "The access key does not let Fairway list users and buckets (%s); give it the rights of an administrator"
                        .formatted(S3Session.reason(failure)));
    }

    /** What it can do shows at a bucket, so that the first connection to a server without any does not tell. */
    private static Report report(S3Session session, ListBucketsResponse answer) {
        ObjectNode capacity = Json.object().put("buckets", answer.buckets().size());
        if (!answer.buckets().isEmpty()) {
            String bucket = answer.buckets().getFirst().name();
            Features.of(session.s3(), bucket).tell(capacity);
        }
        String software = answer.sdkHttpResponse().firstMatchingHeader("Server").orElse("S3");
        return new Report(software, capacity);
    }

    /** What a server cannot do shows at the bucket. One that cannot become what is wanted is for the caller to remove. */
    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        BucketSpecification specification = BucketSpecification.of(wanted);
        run(server, session -> {
            if (!isOurs(session, wanted)) {
                claim(session, wanted);
                log.accept("Made bucket %s".formatted(wanted.name()));
            }
            Features features = Features.of(session.s3(), wanted.name());
            features.refuseMore(specification, server);
            session.bucket(wanted).configure(specification, features);
        });
    }

    /** @throws NameTaken when it is somebody else's */
    private static boolean isOurs(S3Session session, Wanted wanted) {
        Whose whose = session.bucket(wanted).whose(wanted.mark());
        if (whose == Whose.OTHERS || whose == Whose.UNMARKED && !isBegun(session, wanted)) {
            throw taken(session, wanted);
        }
        return whose == Whose.OURS;
    }

    /** Whether an earlier attempt made it, and did not come to marking it. */
    private static boolean isBegun(S3Session session, Wanted wanted) {
        return session.users(wanted).hasBegun() && session.bucket(wanted).isUntouched();
    }

    private static NameTaken taken(S3Session session, Wanted wanted) {
        return new NameTaken("Bucket", wanted.name(), session.server().identifier());
    }

    /** What is meant is noted where nothing is, so that whoever goes on after a crash knows the bucket without a mark. */
    private static void claim(S3Session session, Wanted wanted) {
        IamUsers users = session.users(wanted);
        Bucket bucket = session.bucket(wanted);
        users.begin();
        try {
            bucket.create(new S3Address(session.server()));
        } catch (BucketAlreadyExistsException faster) {
            users.end();
            throw taken(session, wanted);
        }
        if (!bucket.isUntouched()) {
            users.end();
            throw taken(session, wanted);
        }
        bucket.mark(wanted.mark());
        users.end();
    }

    @Override
    public void adopt(Server server, Wanted wanted) {
        BucketSpecification.of(wanted);
        run(server, session -> {
            switch (session.bucket(wanted).whose(wanted.mark())) {
                case ABSENT -> throw new NotFound("bucket", "name", wanted.name());
                case OTHERS -> throw taken(session, wanted);
                case UNMARKED -> session.bucket(wanted).mark(wanted.mark());
                case OURS -> {}
            }
        });
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        run(server, session -> admit(session, wanted, login));
    }

    private static void admit(S3Session session, Wanted wanted, Login login) {
        check(login.user());
        if (!isOurs(session, wanted)) {
            throw taken(session, wanted);
        }
        String bucket = new S3Address(session.server()).arn(wanted.name());
        IamUsers users = session.users(wanted);
        users.ensure(login.user());
        users.grant(login.user(), BucketRights.policy(bucket, login.role()));
    }

    private static void check(String user) {
        if (!USER.matcher(user).matches()) {
            throw new InvalidInput("user", "has 1 to 64 letters, digits and _+=,.@-, as IAM knows users");
        }
    }

    /** A key that was kept stays; one that was made and not kept is lost, and replaced. */
    @Override
    public Login issue(Server server, Wanted wanted, Login login) {
        return S3Session.use(server, session -> {
            admit(session, wanted, login);
            IamUsers users = session.users(wanted);
            return users.hasKey(login.user(), AccessKey.of(login.password()))
                    ? login
                    : new Login(
                            login.role(),
                            login.user(),
                            users.renewKey(login.user()).text());
        });
    }

    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        check(user);
        run(server, session -> session.users(wanted).delete(user));
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return new S3Address(server).outputs(wanted.name());
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return new S3Address(server).variables(wanted.name(), login);
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        BucketSpecification specification = BucketSpecification.of(wanted);
        return S3Session.use(server, session -> {
            if (!isOurs(session, wanted)) {
                return Observation.missing();
            }
            Features features = Features.of(session.s3(), wanted.name());
            Contents contents = Contents.of(session.s3(), wanted.name());
            return new Observation(
                    true,
                    session.bucket(wanted).actual(specification, features),
                    contents.measures(),
                    contents.complaint(wanted));
        });
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        return S3Session.use(
                server,
                session -> isOurs(session, wanted)
                        ? Contents.of(session.s3(), wanted.name()).sentence()
                        : "Nothing");
    }

    /**
     * Users go before their bucket, so that nobody writes while it is emptied. What says whose it is goes last. A bucket that
     * is somebody else's by now is left alone, for it does not stand in the way of an end.
     */
    @Override
    public void remove(Server server, Wanted wanted) {
        BucketSpecification.of(wanted);
        run(server, session -> {
            Whose whose = session.bucket(wanted).whose(wanted.mark());
            boolean isMade = whose == Whose.OURS || whose == Whose.UNMARKED && isBegun(session, wanted);
            session.users(wanted).deleteAll();
            if (isMade) {
                session.bucket(wanted).delete();
            }
            session.users(wanted).end();
        });
    }

    @Override
    public List<Found> discover(Server server) {
        return S3Session.use(
                server,
                session -> session.s3().listBucketsPaginator().buckets().stream()
                        .limit(MOST_FOUND)
                        .filter(bucket -> new Bucket(session.s3(), bucket.name()).whose("") == Whose.UNMARKED)
                        .map(bucket -> new Found(
                                bucket.name(),
                                Json.object(),
                                Json.object().put("createdAt", String.valueOf(bucket.creationDate()))))
                        .toList());
    }

    private static void run(Server server, Consumer<S3Session> work) {
        S3Session.use(server, session -> {
            work.accept(session);
            return true;
        });
    }
}
