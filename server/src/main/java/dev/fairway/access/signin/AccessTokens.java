package dev.fairway.access.signin;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import dev.fairway.access.AccessSettings;
import dev.fairway.access.organization.Credential;
import dev.fairway.access.vault.MasterKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Short-lived JWTs for credentials (HS256, key derived from the installation's). Clients read {@code isMachine}. */
@Component
public class AccessTokens {

    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;
    private final Clock clock;
    private final AccessSettings settings;

    AccessTokens(MasterKey master, Clock clock, AccessSettings settings) {
        SecretKey key = master.derive("access-token", "HmacSHA256");
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
        this.decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        this.decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times));
        this.clock = clock;
        this.settings = settings;
    }

    public String issue(Credential credential) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .subject(credential.clientId())
                .issuedAt(now)
                .expiresAt(now.plus(settings.tokenLength()))
                .claim("isMachine", true)
                .claim("personalToken", false)
                .build();
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    long secondsValid() {
        return settings.tokenLength().toSeconds();
    }

    /** The client id a token was issued to, when it is ours and still valid. */
    Optional<String> clientIdOf(String token) {
        try {
            return Optional.ofNullable(decoder.decode(token).getSubject());
        } catch (JwtException notOurs) {
            return Optional.empty();
        }
    }
}
