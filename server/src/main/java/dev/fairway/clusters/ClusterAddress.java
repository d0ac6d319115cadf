package dev.fairway.clusters;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Problem;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster is, and what lets Fairway in.
 *
 * @param url of its API server; HTTPS only, because the token travels with each request
 * @param certificate the authority that the API server's certificate is from, as PEM; null for those that Java trusts
 * @param token of a service account; never shown or logged
 * @param namespace of manifests that name none
 */
public record ClusterAddress(String url, @Nullable String certificate, String token, String namespace) {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws InvalidInput naming everything that is wrong */
    public ClusterAddress {
        List<Problem> problems = new ArrayList<>();
        if (!isHttps(url)) {
            problems.add(new Problem("url", "\"%.200s\" is no address such as https://cluster:6443".formatted(url)));
        }
        if (certificate != null && !isCertificate(certificate)) {
            problems.add(new Problem("certificate", "is no PEM text that begins with -----BEGIN CERTIFICATE-----"));
        }
        if (token.isBlank() || !token.strip().chars().allMatch(sign -> sign > ' ' && sign < 127)) {
            problems.add(new Problem("token", "is no token: one line without spaces"));
        }
        if (!NAMESPACE.matcher(namespace).matches()) {
            problems.add(new Problem(
                    "namespace",
                    "\"%.63s\" is none: 1 to 63 lower case letters, digits and hyphens".formatted(namespace)));
        }
        InvalidInput.check(problems);
    }

    private static boolean isHttps(String text) {
        try {
            URI url = new URI(text);
            return "https".equals(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null;
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static boolean isCertificate(String text) {
        try {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        } catch (CertificateException wrong) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "ClusterAddress[%s, %s]".formatted(url, namespace);
    }
}
