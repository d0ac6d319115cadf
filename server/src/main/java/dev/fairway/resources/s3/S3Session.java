package dev.fairway.resources.s3;

import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 and its IAM, as their administrator. */
record S3Session(Server server, S3Client s3, IamClient iam) {

    interface Use<T> {
        T in(S3Session session);
    }

    /**
     * @throws ServerFailed with what the server says, when it cannot be reached or refuses
     * @throws ServerUnfit when it has no such thing
     */
    static <T> T use(Server server, Use<T> use) {
        S3Address address = new S3Address(server);
        try (S3Client s3 = address.s3();
                IamClient iam = address.iam()) {
            return use.in(new S3Session(server, s3, iam));
        } catch (S3Exception failure) {
            if (Features.isMissing(failure)) {
                throw new ServerUnfit(server.identifier(), "It cannot do that: " + reason(failure));
            }
            throw new ServerFailed(server.identifier(), reason(failure), failure);
        } catch (SdkException failure) {
            throw new ServerFailed(server.identifier(), reason(failure), failure);
        }
    }

    static String reason(SdkException failure) {
        if (failure instanceof AwsServiceException said && said.awsErrorDetails() != null) {
            String message = said.awsErrorDetails().errorMessage();
            return message == null || message.isBlank()
                    ? String.valueOf(said.awsErrorDetails().errorCode())
                    : message;
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.toString(cause.getMessage(), cause.getClass().getSimpleName());
    }

    Bucket bucket(Wanted wanted) {
        return new Bucket(s3, wanted.name());
    }

    IamUsers users(Wanted wanted) {
        return new IamUsers(iam, server, wanted);
    }
}
