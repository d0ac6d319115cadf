package dev.fairway.delivery.hosts.apps;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fairway.shared.InvalidInput;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** The private key by which a GitHub App shows that it is itself. It is in no message. */
public final class AppKey {

    private static final String FIELD = "privateKey";
    private static final int LONGEST = 10_000;
    private static final int LEAST_BITS = 2_048;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----[A-Za-z0-9+/=\\s]+-----END (RSA )?PRIVATE KEY-----");

    /** A clock at GitHub that is behind takes it all the same. */
    private static final Duration BEFORE = Duration.ofSeconds(60);

    /** GitHub takes ten minutes at most, by its own clock. */
    private static final Duration AHEAD = Duration.ofMinutes(8);

    private final RSAPrivateKey key;

    private AppKey(RSAPrivateKey key) {
        this.key = key;
    }

    /**
     * @param pem PKCS#1 as GitHub gives it, or PKCS#8
     * @throws InvalidInput saying what is wrong with the field {@code privateKey}
     */
    public static AppKey read(String pem) {
        if (pem.length() > LONGEST) {
            throw new InvalidInput(FIELD, "is longer than %,d characters".formatted(LONGEST));
        }
        RSAPrivateKey key = key(pem.strip());
        if (key == null) {
            throw new InvalidInput(
                    FIELD,
                    "is no RSA key as PEM; give the whole file that GitHub made, from -----BEGIN RSA PRIVATE KEY----- to its end");
        }
        if (key.getModulus().bitLength() < LEAST_BITS) {
            throw new InvalidInput(
                    FIELD,
                    "is an RSA key of %,d bits; at least %,d are needed"
                            .formatted(key.getModulus().bitLength(), LEAST_BITS));
        }
        return new AppKey(key);
    }

    private static @Nullable RSAPrivateKey key(String pem) {
        try {
            return PEM.matcher(pem).matches()
                            && PemContent.of(pem).getPrivateKey() instanceof RSAPrivateKey key
                            && key.getAlgorithm().equals("RSA")
                    ? key
                    : null;
        } catch (IllegalArgumentException | IllegalStateException none) {
            return null;
        }
    }

    /**
     * A token by which GitHub knows the app for some minutes, as
     * <a href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">GitHub
     * describes it</a>.
     */
    public String sign(String appId, Instant now) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(appId)
                .issueTime(Date.from(now.minus(BEFORE)))
                .expirationTime(Date.from(now.plus(AHEAD)))
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException failure) {
            throw new IllegalStateException("An RSA key does not sign", failure);
        }
        return token.serialize();
    }
}
