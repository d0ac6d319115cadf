package dev.fairway.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate for 127.0.0.1 that no authority but itself issued, and its key. */
public final class TestCertificate {

    private static final String PASSWORD = "for-tests-only";

    private final Path certificate;
    private final Path key;
    private final String pem;

    private TestCertificate(Path folder) throws IOException, GeneralSecurityException {
        KeyStore made = made(folder.resolve("made.p12"));
        pem = pem("CERTIFICATE", made.getCertificate("made").getEncoded());
        certificate = Files.writeString(folder.resolve("certificate.pem"), pem);
        byte[] secret = made.getKey("made", PASSWORD.toCharArray()).getEncoded();
        key = Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", secret));
    }

    public static TestCertificate make() {
        try {
            return new TestCertificate(Files.createTempDirectory("fairway-certificate-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeyStore made(Path file) throws IOException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "made",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=tests",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = keytool.inputReader().readAllAsString();
        try (InputStream content = Files.newInputStream(file)) {
            KeyStore made = KeyStore.getInstance("PKCS12");
            made.load(content, PASSWORD.toCharArray());
            return made;
        } catch (IOException failure) {
            throw new IOException(said, failure);
        }
    }

    private static String pem(String title, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(title, text);
    }

    public String pem() {
        return pem;
    }

    public Path certificate() {
        return certificate;
    }

    public Path key() {
        return key;
    }

    /** Both in one file. */
    Path both() {
        try {
            Path both = certificate.resolveSibling("both.pem");
            return Files.writeString(both, Files.readString(key) + pem);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
