package dev.fairway.delivery.hosts;

import dev.fairway.delivery.hosts.ConnectedHost.SignsInAs;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls to the API of one Git host. No token is in a message. */
final class HostCalls {

    private static final int MOST_BYTES = 16_000_000;
    private static final int LONGEST_REASON = 300;
    private static final Duration USUAL_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Outbound outbound;
    private final Clock clock;
    private final Place place;
    private final CallTokens tokens;
    private final Pauses pauses;

    /**
     * Where the API is, and how it is called.
     *
     * @param host its name in Fairway
     * @param url that its paths follow
     * @param headers that go with each call, by the token that is in one of them
     */
    record Place(String host, String url, SignsInAs signsInAs, Function<String, Map<String, String>> headers) {}

    /** What was answered to a call. @param token that it carried */
    private record Told(Answer answer, String token) {

        int status() {
            return answer.status();
        }
    }

    HostCalls(Outbound outbound, Clock clock, Place place, CallTokens tokens, Pauses pauses) {
        this.outbound = outbound;
        this.clock = clock;
        this.place = place;
        this.tokens = tokens;
        this.pauses = pauses;
    }

    JsonNode get(String path) {
        return find(path).orElseThrow(() -> refusal(path, new Told(new Answer(404, Map.of(), ""), "")));
    }

    /** Empty where nothing is there, or the token does not see it. */
    Optional<JsonNode> find(String path) {
        Told told = told("GET", path, null);
        return told.status() == 404 ? Optional.empty() : Optional.of(taken(path, told));
    }

    /** Some of a list. */
    record Page(List<JsonNode> items, boolean isLast) {}

    /**
     * One page of a list. A header of GitLab's says whether there is another one: what the token may not read is left out of full ones.
     *
     * @param size how many were asked for, by which it is told where there is no such header
     */
    Page page(String path, int size) {
        Told told = told("GET", path, null);
        List<JsonNode> items = taken(path, told).valueStream().toList();
        String next = told.answer().headers().get("x-next-page");
        return new Page(items, next == null ? items.size() < size : next.isBlank());
    }

    JsonNode send(String method, String path, ObjectNode body) {
        return taken(path, told(method, path, body.toString()));
    }

    /** What is refused for its token was not done, and is asked once more where there may be another one. */
    private Told told(String method, String path, @Nullable String body) {
        pauses.check(place.host());
        Told told = told(method, path, body, tokens.of(path));
        return told.status() == 401 && tokens.drop(told.token()) ? told(method, path, body, tokens.of(path)) : told;
    }

    private Told told(String method, String path, @Nullable String body, String token) {
        Call call = new Call(method, place.url() + path, place.headers().apply(token), body);
        return new Told(outbound.send(call, MOST_BYTES), token);
    }

    private JsonNode taken(String path, Told told) {
        Answer answer = told.answer();
        if (isBusy(answer)) {
            Duration pause = pause(answer);
            pauses.begin(place.host(), pause);
            throw new HostBusy(place.host(), pause);
        }
        if (!answer.isSuccess()) {
            throw refusal(path, told);
        }
        try {
            return Json.read(answer.body());
        } catch (JacksonException noJson) {
            throw new HostRefusal(
                    "%s answered no JSON of up to %,d bytes; look whether its address is that of a Git host"
                            .formatted(place.host(), MOST_BYTES),
                    answer.status());
        }
    }

    private static boolean isBusy(Answer answer) {
        return answer.status() == 429
                || (answer.status() == 403
                        && (answer.headers().containsKey("retry-after")
                                || "0".equals(answer.headers().get("x-ratelimit-remaining"))));
    }

    private Duration pause(Answer answer) {
        Optional<Duration> asked = number(answer, "retry-after").map(Duration::ofSeconds);
        Optional<Duration> reset = number(answer, "x-ratelimit-reset")
                .or(() -> number(answer, "ratelimit-reset"))
                .map(second -> Duration.ofSeconds(second - clock.instant().getEpochSecond() + 1));
        Duration wait = asked.or(() -> reset).filter(Duration::isPositive).orElse(USUAL_WAIT);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static Optional<Long> number(Answer answer, String header) {
        return Optional.ofNullable(answer.headers().get(header))
                .filter(value -> value.matches("\\d{1,12}"))
                .map(Long::valueOf);
    }

    private HostRefusal refusal(String path, Told told) {
        String word = place.signsInAs().word();
        String what = switch (told.status()) {
            case 401 ->
                "does not take Fairway's %s; %s"
                        .formatted(word, place.signsInAs().mending());
            case 403 ->
                "does not let Fairway's %s do this%s"
                        .formatted(word, place.signsInAs().rights());
            case 404 -> "has nothing at %s, or does not show it to Fairway's %s".formatted(path, word);
            default -> "answered %d".formatted(told.status());
        };
        return new HostRefusal("%s %s%s".formatted(place.host(), what, reason(told)), told.status());
    }

    /** What the host says of it, in one line. */
    private static String reason(Told told) {
        Answer answer = told.answer();
        String said;
        try {
            JsonNode body = answer.body().isBlank() ? Json.object() : Json.read(answer.body());
            JsonNode message = body.has("message") ? body.path("message") : body.path("error");
            JsonNode errors = body.path("errors");
            said = (message.isString() ? message.stringValue() : message.toString())
                    + (errors.isEmpty() ? "" : " " + errors);
        } catch (JacksonException noJson) {
            return "";
        }
        String line = said.replaceAll("\\s+", " ").strip();
        line = told.token().isEmpty() ? line : line.replace(told.token(), "***");
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line);
    }

    /** A time as hosts write it, with whatever zone; empty for something else. */
    static Optional<Instant> instant(JsonNode written) {
        try {
            return Optional.of(OffsetDateTime.parse(written.asString("")).toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** A path or the name of a branch, of which each part stays one. */
    static String encoded(String path) {
        return Arrays.stream(path.split("/", -1)).map(HostCalls::segment).collect(Collectors.joining("/"));
    }

    /** One part of a path, so that nothing in it leads elsewhere. */
    static String segment(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
