package dev.fairway.resources;

import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real S3 that enforces users and policies, with its IAM, on loopback; one for all tests. */
public final class S3Server {

    private static final String SECRET = "for-tests-only";

    private final int port = Programs.freePort();
    private final int iam = Programs.freePort();

    private final Path folder = folder();

    private S3Server(String program, String... options) {
        String socket = folder.resolve("iam.sock").toString();
        begin(
                folder,
                List.of(program, "--port=127.0.0.1:" + iam, "iam", "--dir=" + folder.resolve("accounts")).stream(),
                Stream.of("--private-ports=" + socket, "--private-socket-perm=0600", "--quiet"));
        Awaitility.await().until(() -> answers(iam));
        begin(
                folder,
                Stream.of(program, "--port=127.0.0.1:" + port, "--quiet", "--iam-standalone-endpoint=" + socket),
                Stream.of(
                                Stream.of("posix", "--sidecar=" + folder.resolve("metadata")),
                                Stream.of(options).map(option -> option + folder.resolve("versions")),
                                Stream.of(folder.resolve("buckets").toString()))
                        .flatMap(all -> all));
        Awaitility.await().until(() -> answers(port));
    }

    private static final class Started {

        static final S3Server WITH_VERSIONS = new S3Server(Programs.tool("versitygw"), "--versioning-dir=");
    }

    /** It keeps older versions; and it neither encrypts nor deletes objects by their age. */
    public static S3Server started() {
        Programs.tool("versitygw");
        return Started.WITH_VERSIONS;
    }

    /** Another one, that keeps no older versions. */
    public static S3Server startWithoutVersions() {
        return new S3Server(Programs.tool("versitygw"));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("fairway-s3-");
            for (String name : List.of("accounts", "metadata", "versions", "buckets")) {
                Files.createDirectory(folder.resolve(name));
            }
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void begin(Path folder, Stream<String> program, Stream<String> options) {
        List<String> command = new ArrayList<>(Stream.concat(program, options).toList());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("output").toFile()));
            builder.environment().put("ROOT_ACCESS_KEY", "root");
            builder.environment().put("ROOT_SECRET_KEY", SECRET);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public Server server() {
        return at(port, iam, "root", SECRET);
    }

    /** The same servers behind other ports. */
    public Server at(int s3Port, int iamPort) {
        return at(s3Port, iamPort, "root", SECRET);
    }

    public Server signedIn(String accessKey, String secretKey) {
        return at(port, iam, accessKey, secretKey);
    }

    private static Server at(int s3Port, int iamPort, String accessKey, String secretKey) {
        return new Server(
                "buckets",
                "local",
                Json.object()
                        .put("endpoint", "http://127.0.0.1:" + s3Port)
                        .put("iamEndpoint", "http://127.0.0.1:" + iamPort)
                        .put("region", "us-east-1")
                        .put("pathStyle", true)
                        .put("accessKey", accessKey),
                Json.object().put("secretKey", secretKey));
    }

    /** Where the objects of a bucket are, each in a file. */
    public Path folderOf(String bucket) {
        return folder.resolve("buckets").resolve(bucket);
    }

    public int port() {
        return port;
    }

    public int iamPort() {
        return iam;
    }
}
