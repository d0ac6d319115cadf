package dev.fairway.selfservice.executors;

import dev.fairway.access.OwnTokens;
import dev.fairway.shared.PublicAddress;
import dev.fairway.shared.Refused;
import dev.fairway.shared.jq.Template;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.CallFailed.Arrival;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import dev.fairway.shared.outbound.OutboundSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Fairway's own API, which a synchronized webhook calls as the organisation's oldest credential. Its address is
 * {@code /v1/…}, or that behind {@code FAIRWAY_PUBLIC_URL}. Values in an address are encoded, so that whoever fills a form in
 * chooses values and never the operation.
 */
@Component
class OwnApi {

    private static final String API = "/v1/";

    private final OwnTokens tokens;
    private final Environment environment;
    private final PublicAddress own;
    private final OutboundSettings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    OwnApi(OwnTokens tokens, Environment environment, PublicAddress own, OutboundSettings settings) {
        this.tokens = tokens;
        this.environment = environment;
        this.own = own;
        this.settings = settings;
    }

    /** @param url as an action writes it, before anything is filled in */
    boolean isMeant(String url) {
        return local(url).startsWith(API);
    }

    /** The path and query of an address that is meant. */
    String path(String url, JsonNode scope) {
        return Template.text(local(url), scope, UrlSegment::of);
    }

    private String local(String url) {
        return own.configured()
                .filter(address -> url.startsWith(address + API))
                .map(address -> url.substring(address.length()))
                .orElse(url);
    }

    /**
     * @param call to a path
     * @throws CallFailed when it brought no answer
     * @throws Refused when there is nobody to call it as
     */
    Answer send(Call call) {
        String token = tokens.issue()
                .orElseThrow(
                        () -> new Refused(
                                "Fairway's own API is called as the oldest credential of the organisation, and there is none; an administrator makes one"));
        BodyPublisher body = call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(place() + call.url()))
                .timeout(settings.timeout())
                .method(call.method(), body);
        call.headers().forEach(request::setHeader);
        request.setHeader("Content-Type", "application/json").setHeader("Authorization", "Bearer " + token);
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), Map.of(), answer.body());
        } catch (ConnectException failure) {
            throw new CallFailed("Fairway's own API cannot be reached", Arrival.NONE);
        } catch (IOException failure) {
            throw new CallFailed("Fairway's own API brought no answer", Arrival.PERHAPS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CallFailed("Fairway stopped before its own API answered", Arrival.PERHAPS);
        }
    }

    private String place() {
        String bound = environment.getProperty("server.address", "127.0.0.1");
        String host = bound.equals("0.0.0.0") || bound.equals("::") ? "127.0.0.1" : bound;
        return "http://%s:%s"
                .formatted(
                        host.contains(":") ? "[%s]".formatted(host) : host,
                        environment.getProperty("local.server.port", "8080"));
    }
}
