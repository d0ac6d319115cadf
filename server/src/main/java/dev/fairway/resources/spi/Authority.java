package dev.fairway.resources.spi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The authority of a company's own that vouches for a server, beside those that everybody knows.
 *
 * @param certificates as PEM
 */
public record Authority(Server server, String certificates) {

    private static final String SETTING = "certificate";
    private static final int MOST_SIGNS = 100_000;

    /** Of a server that names one. */
    public static Optional<Authority> of(Server server) {
        String text = server.text(SETTING, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(new Authority(server, text));
    }

    /** Has an administrator say which. @param settings as {@link Provisioner#settings()} has them */
    public static ObjectNode in(ObjectNode settings) {
        settings.withObject("properties")
                .putObject(SETTING)
                .put("type", "string")
                .put("title", "Certificate")
                .put("multiline", true)
                .put("description", "The authority of the server, as PEM. Left out where it is a public one.")
                .put("maxLength", MOST_SIGNS);
        return settings;
    }

    /** Trusts nobody else. @throws ServerUnfit when the text is none */
    public TrustManagerFactory trust() {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            var written = new ByteArrayInputStream(certificates.getBytes(US_ASCII));
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(written)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), one);
            }
            if (trusted.size() == 0) {
                throw new CertificateException("there is none");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            return managers;
        } catch (IOException | GeneralSecurityException wrong) {
            throw new ServerUnfit(
                    server.identifier(),
                    "\"Certificate\" is no certificate; it is PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----");
        }
    }

    /** @throws ServerUnfit when the text is none */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Why a server was not trusted, as a sentence; nothing when the failure is another one. */
    public static Optional<String> distrust(Server server, Throwable failure) {
        Optional<Throwable> refusal =
                causes(failure).filter(CertificateException.class::isInstance).findFirst();
        if (refusal.isEmpty()) {
            return Optional.empty();
        }
        boolean isOfAnother = causes(failure)
                .anyMatch(cause -> cause instanceof CertPathBuilderException || cause instanceof SignatureException);
        if (!isOfAnother) {
            return Optional.of("Its certificate does not hold: " + refusal.get().getMessage());
        }
        return Optional.of(
                of(server).isPresent()
                        ? "Its certificate is not of the authority in \"Certificate\"; paste the one that issued it"
                        : "No public authority issued its certificate; paste the one that did into \"Certificate\"");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
