package dev.fairway.shared.outbound;

import dev.fairway.shared.outbound.CallFailed.Arrival;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends HTTP requests to the outside. Time, size and the addresses that may be reached are limited. */
@Component
public class Outbound implements DisposableBean {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    /** A connection that is kept for the next call; what is forbidden in the meantime ends with it. */
    private static final TimeValue KEPT = TimeValue.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_CONNECTIONS = 64;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final CloseableHttpClient client;
    private final Guard guard;
    private final Duration longest;

    Outbound(Guard guard, OutboundSettings settings) {
        this.guard = guard;
        longest = settings.timeout();
        Timeout timeout = Timeout.of(longest);
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setSocketTimeout(timeout)
                .setTimeToLive(KEPT)
                .build();
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(guard)
                        .setDefaultConnectionConfig(connections)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Fairway")
                .build();
    }

    /** @param headers those that another host is not told when the call is redirected to one */
    public record Call(
            String method,
            String url,
            Map<String, String> headers,
            @Nullable String body) {}

    /**
     * @param headers by their names in lower case, of each the first
     * @param body at most a million bytes of it, or as many as were asked for
     */
    public record Answer(int status, Map<String, String> headers, String body) {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** What is sent, from its beginning each time it is opened. */
    public interface Content {

        /** @return how many bytes */
        long length();

        InputStream open() throws IOException;

        static Content of(byte[] bytes) {
            return new Content() {
                @Override
                public long length() {
                    return bytes.length;
                }

                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }

    /** @throws CallFailed saying why there was no answer */
    public Answer send(Call call) {
        return send(call, MOST_BYTES);
    }

    /** @param most how many bytes of the answer are read */
    public Answer send(Call call, int most) {
        URI place = checked(call.url());
        Map<String, String> headers = call.headers();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Reply reply = exchange(new Call(call.method(), place.toString(), headers, call.body()), place, most);
            if (reply.location() == null) {
                return reply.answer();
            }
            URI next = checked(place.resolve(reply.location()).toString());
            headers = isSameOrigin(place, next) ? headers : Map.of();
            place = next;
        }
        throw new CallFailed("%s redirects more than %d times".formatted(call.url(), MOST_REDIRECTS), Arrival.PERHAPS);
    }

    /**
     * The addresses of a URL that may be called. Whoever has it called by another program keeps that to these.
     *
     * @throws CallFailed when one of them may not be called, or there is none
     */
    public List<InetAddress> addresses(String url) {
        URI place = checked(url);
        try {
            return List.of(guard.resolve(place.getHost()));
        } catch (Guard.AddressRefused refused) {
            throw refused(place);
        } catch (UnknownHostException unknown) {
            throw new CallFailed("%s has no address".formatted(place.getHost()), Arrival.NONE);
        }
    }

    private static CallFailed refused(URI place) {
        return new CallFailed(
                "%s is not a public address; an administrator allows a private network under Builder, Networks, and FAIRWAY_OUTBOUND_ALLOW allows any"
                        .formatted(place.getHost()),
                Arrival.NONE);
    }

    /** Whether a URL leads to addresses that are not public, all of which may be called. @throws CallFailed as for {@link #addresses} */
    public boolean isInside(String url) {
        return addresses(url).stream().noneMatch(Network::isPublic);
    }

    /**
     * Sends what may be large and take long, as long as something of it arrives. A redirection is an answer, and not followed.
     *
     * @param isToStop asked again and again
     * @throws CallFailed saying why there was no answer; also when it was to stop
     */
    public Answer send(Call call, Content content, BooleanSupplier isToStop) {
        URI place = checked(call.url());
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), place);
        call.headers().forEach(request::setHeader);
        SentContent sent = new SentContent(content);
        request.setEntity(sent);
        return exchange(request, place, MOST_BYTES, answered -> watch(request, sent, isToStop, answered))
                .answer();
    }

    /** Ends what stands still. Nobody interrupts it, as it may ask a database whether to stop. */
    private void watch(
            HttpUriRequestBase request, SentContent sent, BooleanSupplier isToStop, CountDownLatch answered) {
        try {
            long known = -1;
            long since = System.nanoTime();
            while (!answered.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (sent.soFar() != known) {
                    known = sent.soFar();
                    since = System.nanoTime();
                }
                if (System.nanoTime() - since > longest.toNanos() || isToStop.getAsBoolean()) {
                    request.cancel();
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record Reply(Answer answer, @Nullable String location) {}

    private Reply exchange(Call call, URI place, int most) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), place);
        call.headers().forEach(request::setHeader);
        if (call.body() != null) {
            request.setEntity(new StringEntity(call.body(), ContentType.APPLICATION_JSON));
        }
        return exchange(request, place, most, answered -> cancelLater(request, answered));
    }

    private Reply exchange(HttpUriRequestBase request, URI place, int most, Consumer<CountDownLatch> watch) {
        CountDownLatch answered = new CountDownLatch(1);
        Thread.startVirtualThread(() -> watch.accept(answered));
        try {
            return client.execute(request, response -> reply(response, most));
        } catch (Guard.AddressRefused refused) {
            throw refused(place);
        } catch (IOException failure) {
            throw new CallFailed(
                    "%s %s brought no answer: %s".formatted(request.getMethod(), withoutQuery(place), why(failure)),
                    isBeforeSending(failure) ? Arrival.NONE : Arrival.PERHAPS);
        } finally {
            answered.countDown();
        }
    }

    /** In words: what libraries say of it is for those who wrote them. */
    private static String why(IOException failure) {
        return switch (failure) {
            case UnknownHostException unknown -> "there is no such host";
            case NoRouteToHostException away -> "no network leads there";
            case ConnectException refused -> "nothing listens there";
            case InterruptedIOException late -> "it took too long";
            case SSLException untrusted -> "its certificate is not trusted, or it speaks no TLS that is";
            default -> "the connection broke";
        };
    }

    private static boolean isBeforeSending(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException;
    }

    /** Ends also what comes drop by drop. */
    private void cancelLater(HttpUriRequestBase request, CountDownLatch answered) {
        try {
            if (!answered.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                request.cancel();
            }
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply reply(ClassicHttpResponse response, int most) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        Answer answer = new Answer(response.getCode(), headers, text(response.getEntity(), most));
        Header location = response.getFirstHeader("Location");
        boolean moves = REDIRECTS.contains(response.getCode()) && location != null;
        return new Reply(answer, moves ? location.getValue() : null);
    }

    private static String text(@Nullable HttpEntity entity, int most) throws IOException {
        if (entity == null) {
            return "";
        }
        try (InputStream content = entity.getContent()) {
            return new String(content.readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    private static URI checked(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || !Set.of("http", "https").contains(scheme)) {
                throw new CallFailed("The address to call is no http or https address with a host", Arrival.NONE);
            }
            return uri;
        } catch (URISyntaxException wrong) {
            throw new CallFailed("The address to call is no URL: " + wrong.getReason(), Arrival.NONE);
        }
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    /** What stands behind the path may be secret. */
    private static String withoutQuery(URI place) {
        return place.getScheme() + "://" + place.getRawAuthority() + place.getRawPath();
    }

    @Override
    public void destroy() throws IOException {
        client.close();
    }
}
