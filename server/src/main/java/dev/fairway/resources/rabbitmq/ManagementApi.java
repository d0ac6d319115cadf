package dev.fairway.resources.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairway.resources.spi.Authority;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The HTTP API of RabbitMQ's management plugin. It is where an administrator says, on whatever network that is, so that the guard
 * of calls to the outside has no part in it.
 */
@Component
class ManagementApi implements DisposableBean {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout ANSWER = Timeout.ofSeconds(10);
    private static final int MOST_BYTES = 50_000_000;
    private static final int MOST_OF_A_REASON = 300;

    private final CloseableHttpClient client = client(DefaultClientTlsStrategy.createDefault());

    private static CloseableHttpClient client(TlsSocketStrategy tls) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(ANSWER)
                                .build())
                        .setTlsSocketStrategy(tls)
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(ANSWER).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Fairway")
                .build();
    }

    /** @param json what it says; missing where there is nothing of that name */
    private record Answer(int status, JsonNode json) {}

    /** What it has at a path; missing when there is no such thing. */
    JsonNode get(Server server, String... path) {
        return call(server, "GET", null, path);
    }

    void put(Server server, JsonNode body, String... path) {
        call(server, "PUT", body, path);
    }

    void post(Server server, JsonNode body, String... path) {
        call(server, "POST", body, path);
    }

    /** Nothing happens when there is no such thing. */
    void delete(Server server, String... path) {
        call(server, "DELETE", null, path);
    }

    /**
     * Leaves it to RabbitMQ to look, whose counts for others are seconds old.
     *
     * @return false when there are messages in it
     */
    boolean deleteEmptyQueue(Server server, String vhost, String queue) {
        String where = path("queues", vhost, queue) + "?if-empty=true";
        Answer answer = exchange(server, request(server, "DELETE", null, where));
        if (answer.status() == 400) {
            return false;
        }
        checked(server, "DELETE", answer);
        return true;
    }

    private JsonNode call(Server server, String method, @Nullable JsonNode body, String... path) {
        return checked(server, method, exchange(server, request(server, method, body, path(path))));
    }

    /** @throws ServerFailed with what the server says */
    private static JsonNode checked(Server server, String method, Answer answer) {
        boolean isNothing = answer.status() == 404 && !method.equals("PUT") && !method.equals("POST");
        if (answer.status() / 100 != 2 && !isNothing) {
            throw failed(server, reason(answer), new IOException("Status " + answer.status()));
        }
        return isNothing ? Json.MAPPER.missingNode() : answer.json();
    }

    /** @param parts each as it is */
    private static String path(String... parts) {
        return Arrays.stream(parts).map(RabbitAddress::encoded).collect(Collectors.joining("/"));
    }

    private static HttpUriRequestBase request(Server server, String method, @Nullable JsonNode body, String where) {
        String base = server.text("managementUrl", "").replaceAll("/+$", "");
        HttpUriRequestBase request = new HttpUriRequestBase(method, address(server, base + "/api/" + where));
        request.setHeader(HttpHeaders.AUTHORIZATION, "Basic " + credentials(server));
        if (body != null) {
            request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        }
        return request;
    }

    private static URI address(Server server, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException wrong) {
            throw failed(server, "The address of its management is no URL", wrong);
        }
    }

    private static String credentials(Server server) {
        String both = server.text("user", "guest") + ":" + server.text("password", "");
        return Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    private Answer exchange(Server server, HttpUriRequestBase request) {
        try {
            Optional<Authority> authority = Authority.of(server);
            return authority.isPresent()
                    ? exchange(authority.get(), request)
                    : client.execute(request, ManagementApi::answer);
        } catch (IOException failure) {
            String reason = Authority.distrust(server, failure)
                    .orElseGet(() -> "Its management gave no answer (%s)".formatted(failure.getMessage()));
            throw failed(server, reason, failure);
        }
    }

    /** No connection is kept in either case, so that a client of its own costs little. */
    private static Answer exchange(Authority authority, HttpUriRequestBase request) throws IOException {
        try (CloseableHttpClient own = client(new DefaultClientTlsStrategy(authority.context()))) {
            return own.execute(request, ManagementApi::answer);
        }
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return new Answer(response.getCode(), entity == null ? Json.object() : json(entity));
    }

    private static JsonNode json(HttpEntity entity) throws IOException {
        try (InputStream content = entity.getContent()) {
            String text = new String(content.readNBytes(MOST_BYTES), UTF_8);
            return text.isBlank() ? Json.object() : Json.read(text);
        } catch (JacksonException noJson) {
            throw new IOException("what answers there is not RabbitMQ", noJson);
        }
    }

    private static String reason(Answer answer) {
        String reason = answer.json().path("reason").asString("");
        String said = reason.length() > MOST_OF_A_REASON ? reason.substring(0, MOST_OF_A_REASON) : reason;
        return "Its management answered %d: %s".formatted(answer.status(), said);
    }

    private static ServerFailed failed(Server server, String reason, Throwable cause) {
        return new ServerFailed(server.identifier(), reason, cause);
    }

    @Override
    public void destroy() throws IOException {
        client.close();
    }
}
