package dev.fairway.delivery.registries;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import dev.fairway.shared.outbound.Outbound.Content;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls of one piece of work to one registry, by the OCI distribution specification. The password is shown only when the registry
 * asks for it, and is in no message; tokens that a registry wants instead come from where it says, and are asked for again when they
 * have run out.
 */
final class RegistrySession {

    private static final int MOST_BYTES = 5_000_000;
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");

    private final Outbound outbound;
    private final ImageRegistry registry;
    private final String password;
    private final String scope;
    private @Nullable String authorization;

    /** @param scope what tokens are to allow, such as {@code repository:harbor/parcel:pull,push}; empty for nothing in particular */
    RegistrySession(Outbound outbound, ImageRegistry registry, String password, String scope) {
        this.outbound = outbound;
        this.registry = registry;
        this.password = password;
        this.scope = scope;
    }

    /** @param url whole, or a path of the registry */
    Answer send(String method, String url, Map<String, String> headers) {
        return authorized(
                url,
                headers,
                (Map<String, String> all) -> outbound.send(new Call(method, whole(url), all, null), MOST_BYTES));
    }

    Answer send(String method, String url, Map<String, String> headers, Content content, BooleanSupplier isToStop) {
        return authorized(
                url,
                headers,
                (Map<String, String> all) -> outbound.send(new Call(method, whole(url), all, null), content, isToStop));
    }

    private Answer authorized(String url, Map<String, String> headers, Function<Map<String, String>, Answer> call) {
        boolean isOwn = whole(url).startsWith(registry.server() + "/");
        Answer answer = call.apply(isOwn ? with(headers) : headers);
        String challenge = answer.headers().get("www-authenticate");
        if (answer.status() != 401 || challenge == null || !isOwn || registry.user() == null) {
            return answer;
        }
        String before = authorization;
        authorization = answerTo(challenge);
        return authorization.equals(before) ? answer : call.apply(with(headers));
    }

    private Map<String, String> with(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (authorization != null) {
            all.put("Authorization", authorization);
        }
        return all;
    }

    private String answerTo(String challenge) {
        if (challenge.regionMatches(true, 0, "Basic", 0, 5)) {
            return basic();
        }
        if (!challenge.regionMatches(true, 0, "Bearer", 0, 6)) {
            throw new RegistryRefusal("%s asks for a way to sign in that Fairway does not know: %.40s"
                    .formatted(registry.name(), challenge));
        }
        return "Bearer " + token(challenge);
    }

    private String basic() {
        String both = "%s:%s".formatted(registry.user(), password);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private String token(String challenge) {
        Map<String, String> said = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            said.put(parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2));
        }
        String realm = said.getOrDefault("realm", "");
        if (!realm.startsWith("https://") && !realm.startsWith(registry.server() + "/")) {
            throw new RegistryRefusal(
                    "%s wants the password sent to \"%.100s\", which is not https".formatted(registry.name(), realm));
        }
        StringBuilder url = new StringBuilder(realm)
                .append(realm.contains("?") ? '&' : '?')
                .append("service=")
                .append(encoded(said.getOrDefault("service", "")));
        if (!scope.isEmpty()) {
            url.append("&scope=").append(encoded(scope));
        }
        Answer answer = outbound.send(new Call("GET", url.toString(), Map.of("Authorization", basic()), null));
        if (!answer.isSuccess()) {
            throw refusal("to let Fairway in", answer);
        }
        JsonNode body = json(answer);
        String token = body.path("token").asString(body.path("access_token").asString(""));
        if (!token.matches("[\\x21-\\x7e]{1,20000}")) {
            throw new RegistryRefusal("%s gave no token at \"%.100s\"".formatted(registry.name(), realm));
        }
        return token;
    }

    private JsonNode json(Answer answer) {
        try {
            return Json.read(answer.body());
        } catch (JacksonException | InvalidInput noJson) {
            throw new RegistryRefusal("%s answered no JSON; look whether its address is that of an image registry"
                    .formatted(registry.name()));
        }
    }

    /** @param what it was asked, such as {@code to take a layer} */
    RegistryRefusal refusal(String what, Answer answer) {
        String why = switch (answer.status()) {
            case 401 ->
                registry.user() == null
                        ? "it asks for a user and a password; an administrator gives them under Image registries"
                        : "it does not take Fairway's user or password; an administrator gives others under Image registries";
            case 403 ->
                "its user %s may not do this there; ask whoever looks after the registry".formatted(registry.user());
            case 404 -> "it has no such place; look whether the project exists there and the address is right";
            case 413 -> "it is too large for it; ask whoever looks after the registry, or make the image smaller";
            case 429 -> "it takes no more calls for now; run the pipeline again later";
            default -> "it answered %d".formatted(answer.status());
        };
        return new RegistryRefusal("%s was asked %s: %s%s".formatted(registry.name(), what, why, said(answer)));
    }

    /** What the registry says of it, in one line. */
    private String said(Answer answer) {
        try {
            JsonNode error = Json.read(answer.body()).path("errors").path(0);
            String line = "%s %s"
                    .formatted(
                            error.path("code").asString(""),
                            error.path("message").asString(""))
                    .replaceAll("\\s+", " ")
                    .strip();
            line = password.isEmpty() ? line : line.replace(password, "***");
            return line.isEmpty() ? "" : " (%.300s)".formatted(line);
        } catch (JacksonException | InvalidInput noJson) {
            return "";
        }
    }

    private String whole(String url) {
        return url.startsWith("/") ? registry.server() + url : url;
    }

    /** Where a registry sent the next call, seen from the call before. Nothing is sent without TLS that was not before. */
    String next(String before, String location) {
        try {
            String next = URI.create(whole(before)).resolve(location).toString();
            if (registry.isPlain() || next.startsWith("https://")) {
                return next;
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw new RegistryRefusal(
                "%s sends to \"%.100s\", which is no place with https".formatted(registry.name(), location));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
