package dev.fairway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.shared.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A real API server with its etcd, started for the first test that asks for it and stopped with the JVM. There is no controller
 * and no kubelet: what is applied is kept and checked, and nothing comes of it. Another one has real controllers and a real
 * scheduler, and a node whose kubelet is simulated: what is applied there runs, as far as the API server can tell.
 */
public final class ControlPlane {

    private static final Duration START = Duration.ofSeconds(60);

    /** Initialised by the first test that uses it. */
    private static final class Started {
        static final ControlPlane ONE = new ControlPlane(false);
    }

    private static final class Running {
        static final ControlPlane ONE = new ControlPlane(true);
    }

    private final Path folder;
    private final String url;
    private final String token = UUID.randomUUID().toString();
    private final String stranger = UUID.randomUUID().toString();
    private final List<Process> processes = new ArrayList<>();

    /** Skips the test when a program is missing. */
    public static ControlPlane get() {
        TestTools.program("etcd");
        TestTools.program("kube-apiserver");
        return Started.ONE;
    }

    /** One where what is applied runs. Skips the test when a program is missing. */
    public static ControlPlane withSimulatedNode() {
        List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok")
                .forEach(TestTools::program);
        return Running.ONE;
    }

    private ControlPlane(boolean runs) {
        try {
            folder = Files.createTempDirectory("fairway-control-plane");
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            int port = freePort();
            url = "https://127.0.0.1:" + port;
            begin(port);
            if (runs) {
                run();
            }
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("The control plane did not start", failure);
        }
    }

    /** The administrator's way in. */
    public ClusterAddress address(String namespace) {
        return new ClusterAddress(url, certificate(), token, namespace);
    }

    /** Of somebody who may do nothing. */
    public ClusterAddress addressOfStranger(String namespace) {
        return new ClusterAddress(url, certificate(), stranger, namespace);
    }

    public Cluster open(String namespace) {
        return new Clusters().open(address(namespace));
    }

    /** A namespace that no other test has. */
    public String namespace() {
        String name = "test-" + UUID.randomUUID().toString().substring(0, 8);
        try (Cluster cluster = open("default")) {
            cluster.apply(
                    Manifest.read("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name)),
                    new Owner("tests"));
        }
        return name;
    }

    /** Makes the kinds known that a file in the test resources defines. */
    public void define(String resource) {
        List<Manifest> definitions = Manifest.read(Texts.of(resource));
        try (Cluster cluster = open("default")) {
            cluster.apply(definitions, new Owner("tests"));
            definitions.forEach(definition -> await().until(() -> isEstablished(cluster, definition)));
        }
        definitions.forEach(definition -> await().ignoreExceptions().until(() -> isServed(definition)));
    }

    private static boolean isEstablished(Cluster cluster, Manifest definition) {
        return cluster.find(definition.kind(), definition.name())
                .orElseThrow()
                .status()
                .path("conditions")
                .valueStream()
                .anyMatch(one -> one.path("type").asString("").equals("Established")
                        && one.path("status").asString("").equals("True"));
    }

    private boolean isServed(Manifest definition) {
        String version = "%s/%s"
                .formatted(
                        definition.spec().path("group").asString(),
                        definition.spec().at("/versions/0/name").asString());
        Kind kind = new Kind(version, definition.spec().at("/names/kind").asString());
        try (Cluster fresh = open("default")) {
            fresh.list(kind);
            return true;
        }
    }

    /**
     * Writes the status of an object, as the controller would that is not there.
     *
     * @param path such as {@code /api/v1/namespaces/web/resourcequotas/few}
     */
    public void simulateStatus(String path, String status) {
        patch(path + "/status", "{\"status\": %s}".formatted(status));
    }

    /** Has an object wait for its controller before it goes, or not any more. @param path as for its status */
    public void simulateHold(String path, boolean isHeld) {
        patch(path, "{\"metadata\": {\"finalizers\": %s}}".formatted(isHeld ? "[\"simulated.example/hold\"]" : "null"));
    }

    private void patch(String path, String change) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path + "?fieldManager=simulated"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(change))
                .build();
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust()).build()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Trusts the API server and nobody else. */
    SSLContext trust() {
        try (InputStream certificates = Files.newInputStream(folder.resolve("certificates/apiserver.crt"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(certificates)) {
                trusted.setCertificateEntry("certificate-" + trusted.size(), one);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public String certificate() {
        return read(folder.resolve("certificates/apiserver.crt"));
    }

    /** Of the API server, as PEM: for a test's server in its place. */
    public String key() {
        return read(folder.resolve("certificates/apiserver.key"));
    }

    private void begin(int port) throws IOException, GeneralSecurityException {
        writeSecrets();
        String etcd = "http://127.0.0.1:" + freePort();
        String peers = "http://127.0.0.1:" + freePort();
        start(
                "etcd",
                "--data-dir=etcd",
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
        start(
                "kube-apiserver",
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--endpoint-reconciler-type=none",
                "--cert-dir=certificates",
                "--token-auth-file=tokens.csv",
                "--authorization-mode=RBAC",
                "--anonymous-auth=false",
                "--profiling=false",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=service-accounts.pub",
                "--service-account-signing-key-file=service-accounts.key",
                "--service-cluster-ip-range=10.0.0.0/24");
        await().atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(
                        failure -> failure instanceof PlatformException || failure instanceof UncheckedIOException)
                .until(this::isReady);
    }

    private void run() throws IOException {
        Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: %s}}]
                users: [{name: admin, user: {token: %s}}]
                contexts: [{name: test, context: {cluster: test, user: admin}}]
                current-context: test
                """.formatted(url, folder.resolve("certificates/apiserver.crt"), token));
        start(
                "kube-controller-manager",
                "--kubeconfig=kubeconfig",
                "--leader-elect=false",
                "--secure-port=0",
                "--service-account-private-key-file=service-accounts.key",
                "--root-ca-file=certificates/apiserver.crt");
        start("kube-scheduler", "--kubeconfig=kubeconfig", "--leader-elect=false", "--secure-port=0");
        start(
                "kwok",
                "--kubeconfig=kubeconfig",
                "--manage-all-nodes",
                "--node-lease-duration-seconds=40",
                "--config=" + Path.of("..", "test-tools", "kwok", "stages.yaml").toAbsolutePath());
        try (Cluster cluster = open("default")) {
            cluster.apply(
                    Manifest.read("{apiVersion: v1, kind: Node, metadata: {name: simulated}}"), new Owner("tests"));
            await().atMost(START)
                    .until(() -> cluster.find(new Kind("v1", "ServiceAccount"), "default")
                            .isPresent());
        }
    }

    private boolean isReady() {
        processes.forEach(process -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("A process has ended:\n" + read(folder.resolve("etcd.log"))
                        + read(folder.resolve("kube-apiserver.log")));
            }
        });
        try (Cluster cluster = open("default")) {
            Kind bindings = new Kind("rbac.authorization.k8s.io/v1", "ClusterRoleBinding");
            return cluster.find(new Kind("v1", "Namespace"), "default").isPresent()
                    && cluster.find(bindings, "system:discovery").isPresent();
        }
    }

    private void writeSecrets() throws IOException, GeneralSecurityException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                folder.resolve("tokens.csv"),
                "%s,admin,admin,system:masters\n%s,stranger,stranger\n".formatted(token, stranger));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        writePem("service-accounts.key", "PRIVATE KEY", keys.getPrivate());
        writePem("service-accounts.pub", "PUBLIC KEY", keys.getPublic());
    }

    private void writePem(String file, String title, Key key) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        Files.writeString(
                folder.resolve(file), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(title, text));
    }

    private void start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(TestTools.program(name)));
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    private void stop() {
        processes.reversed().forEach(ControlPlane::stop);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException left) {
            // the folder is one of the system's temporary ones
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
