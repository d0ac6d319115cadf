package dev.fairway.delivery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fairway.RsaKeys;
import dev.fairway.delivery.GitHostServer.Reply;
import dev.fairway.shared.Json;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/** A GitHub App as GitHub knows it: its public key, where it is installed, and the tokens that it was given. */
final class ModelApp {

    static final String ID = "4711";
    static final String ACCOUNT = "harbor-fairway[bot]";
    static final KeyPair KEYS = RsaKeys.made(2048);

    private static final int FIRST = 70;

    private final Map<String, Integer> installations = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile Duration length = Duration.ofHours(1);

    List<String> complaints() {
        return complaints;
    }

    void install(String owner) {
        installations.put(owner, FIRST + installations.size());
    }

    void uninstall(String owner) {
        installations.remove(owner);
        revoke();
    }

    /** Takes none of the tokens any more that it gave. */
    void revoke() {
        tokens.clear();
    }

    /** @param length of tokens that are given from now on */
    void last(Duration length) {
        this.length = length;
    }

    /** Whether a call is signed by the app. */
    boolean signed(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean isSigned = jwt.verify(new RSASSAVerifier((RSAPublicKey) KEYS.getPublic()));
            if (isSigned) {
                check(jwt.getJWTClaimsSet());
            }
            return isSigned && ID.equals(jwt.getJWTClaimsSet().getIssuer());
        } catch (ParseException | JOSEException none) {
            return false;
        }
    }

    private void check(JWTClaimsSet claims) {
        Instant now = Instant.now();
        if (claims.getIssueTime().toInstant().isAfter(now.minusSeconds(59))
                || claims.getExpirationTime().toInstant().isAfter(now.plus(Duration.ofMinutes(9)))
                || claims.getExpirationTime().toInstant().isBefore(now)) {
            complaints.add("A token of the app is not for the next minutes: " + claims);
        }
    }

    boolean mayCall(String token, String path) {
        String owner = tokens.get(token);
        return owner != null && path.startsWith("/repos/%s/".formatted(owner));
    }

    Reply reply(String call, Map<String, String> named) {
        return switch (call) {
            case "GET /app" -> Reply.of(Json.object().put("id", 4711).put("slug", "harbor-fairway"));
            case "GET /repos/{owner}/{repo}/installation" -> {
                Integer id = installations.get(named.getOrDefault("owner", ""));
                yield id == null
                        ? Reply.refusal(404, "Not Found")
                        : Reply.of(Json.object().put("id", id).put("app_id", 4711));
            }
            case "POST /app/installations/{installation_id}/access_tokens" ->
                token(Integer.parseInt(named.getOrDefault("installation_id", "0")));
            default -> throw new IllegalStateException("The model does not answer " + call);
        };
    }

    private Reply token(int installation) {
        return installations.entrySet().stream()
                .filter(known -> known.getValue() == installation)
                .findFirst()
                .map(known -> {
                    String token = "ghs_" + UUID.randomUUID();
                    tokens.put(token, known.getKey());
                    ObjectNode made = Json.object().put("token", token);
                    return new Reply(
                            201,
                            made.put("expires_at", Instant.now().plus(length).toString()));
                })
                .orElseGet(() -> Reply.refusal(404, "Not Found"));
    }
}
