package dev.fairway.delivery.incoming;

import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.hosts.ConnectedHost;
import dev.fairway.delivery.hosts.ConnectedHosts;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Takes what Git hosts outside tell by their webhooks. */
@RestController
@RequestMapping("/v1/git-hosts/{host}")
class IncomingController {

    private static final int MOST = 100;
    private static final int LONGEST_HEADER = 300;

    /** @param next place behind which the next page begins; null on the last */
    record HostDeliveriesAnswer(
            boolean ok,
            List<HostDelivery> deliveries,
            @Nullable Long next) {}

    private final ConnectedHosts hosts;
    private final HostDeliveries deliveries;

    IncomingController(ConnectedHosts hosts, HostDeliveries deliveries) {
        this.hosts = hosts;
        this.deliveries = deliveries;
    }

    /**
     * What a webhook of GitHub or GitLab calls, with the secret of the host: pushes and pull or merge requests of repositories
     * that Fairway works with are followed. Sending one again is the same as once.
     */
    @PostMapping("/webhook")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.NONE)
    Done receive(@PathVariable String host, @RequestBody byte[] body, @RequestHeader HttpHeaders headers) {
        ConnectedHost signed = hosts.find(host)
                .filter(known -> hosts.webhookSecret(host)
                        .filter(secret -> isSigned(known, body, headers, secret))
                        .isPresent())
                .orElseThrow(() -> new Refused(
                        "This is not signed with the webhook secret of a Git host \"%.40s\"; compare the two"
                                .formatted(host)));
        boolean isGitHub = signed.kind() == ConnectedHost.Kind.GITHUB;
        JsonNode json = json(body);
        String event = header(headers, isGitHub ? "X-GitHub-Event" : "X-Gitlab-Event");
        HostMessage message = isGitHub ? GitHubMessage.read(event, json) : GitLabMessage.read(json);
        deliveries.receive(signed, id(headers, isGitHub), event, message);
        return Done.OK;
    }

    private static boolean isSigned(ConnectedHost host, byte[] body, HttpHeaders headers, String secret) {
        return switch (host.kind()) {
            case GITHUB -> HostSignature.isOfBody(body, secret, header(headers, "X-Hub-Signature-256"));
            case GITLAB -> HostSignature.isSame(secret, header(headers, "X-Gitlab-Token"));
        };
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.read(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException noJson) {
            throw new InvalidInput("", "the body is no JSON; choose application/json where the webhook is set up");
        }
    }

    /** GitLab names one in a header of its own, and in newer versions in that for repetitions. */
    private static String id(HttpHeaders headers, boolean isGitHub) {
        String id = isGitHub
                ? header(headers, "X-GitHub-Delivery")
                : Optional.of(header(headers, "Idempotency-Key"))
                        .filter(key -> !key.isEmpty())
                        .orElseGet(() -> header(headers, "X-Gitlab-Event-UUID"));
        if (!id.matches("[A-Za-z0-9_-]{1,200}")) {
            throw new InvalidInput("", "the header that names the delivery is missing");
        }
        return id;
    }

    private static String header(HttpHeaders headers, String name) {
        String value = Objects.requireNonNullElse(headers.getFirst(name), "");
        return value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value;
    }

    /** What a Git host told in the last 30 days, and what Fairway made of it; the newest first. */
    @GetMapping("/deliveries")
    @Requires(Permission.MANAGE_ORGANIZATION)
    HostDeliveriesAnswer deliveries(
            @PathVariable String host,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        ConnectedHost known = hosts.get(host);
        Slice<HostDelivery, Long> page =
                Slice.of(limit, MOST, many -> deliveries.newest(known, before, many), HostDelivery::place);
        return new HostDeliveriesAnswer(true, page.items(), page.next());
    }
}
