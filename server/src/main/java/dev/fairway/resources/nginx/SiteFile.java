package dev.fairway.resources.nginx;

import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration of one site, as nginx reads it. The first line says whose it is. The origin is called at the addresses that
 * were checked: a name that leads elsewhere later is not followed.
 */
record SiteFile(String text) {

    private static final String MARK = "# ";
    private static final Pattern DOMAIN = Pattern.compile("(?m)^ *server_name ([^;]*);");
    private static final Pattern HOST = Pattern.compile("(?m)^ *proxy_set_header Host ([^;]*);");
    private static final Pattern ORIGIN = Pattern.compile("(?m)^ *proxy_pass (https?)://[^/;]*([^;]*);");
    private static final Pattern ADDRESS = Pattern.compile("(?m)^    server ([^;]*);");
    private static final Pattern MINUTES = Pattern.compile("(?m)^ *proxy_cache_valid 200 301 302 404 (\\d+)m;");
    private static final Pattern HEADER = Pattern.compile("(?m)^ *add_header (\\S+) \"([^\"]*)\" always;");

    static SiteFile of(Site site, String mark, Edge edge, List<InetAddress> addresses) {
        String zone = "fairway_" + site.id();
        return new SiteFile("""
                %s%s
                proxy_cache_path "%s" levels=1:2 keys_zone=%s:1m max_size=1g inactive=7d use_temp_path=off;
                upstream %s {
                %s
                }
                server {
                    listen %s;
                    server_name %s;
                    location / {
                        proxy_pass %s://%s%s;
                        proxy_set_header Host %s;
                        proxy_ignore_headers X-Accel-Redirect X-Accel-Limit-Rate X-Accel-Buffering X-Accel-Charset;
                        proxy_cache_key $uri$is_args$args;
                %s
                    }
                }
                """.formatted(
                        MARK,
                        mark,
                        edge.cacheOf(site.id()),
                        zone,
                        zone,
                        servers(site.origin(), addresses),
                        edge.listen(),
                        site.domain(),
                        site.origin().scheme(),
                        zone,
                        site.origin().path(),
                        site.origin().authority(),
                        more(site, edge, zone)));
    }

    private static String servers(Origin origin, List<InetAddress> addresses) {
        return addresses.stream()
                .map(address -> "    server %s;".formatted(socket(address, origin.port())))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String socket(InetAddress address, int port) {
        String host = address.getHostAddress();
        return address instanceof Inet6Address ? "[%s]:%d".formatted(host, port) : "%s:%d".formatted(host, port);
    }

    private static String more(Site site, Edge edge, String zone) {
        Stream<String> tls = Stream.of(
                "proxy_ssl_server_name on",
                "proxy_ssl_name " + site.origin().host(),
                "proxy_ssl_verify on",
                "proxy_ssl_verify_depth 5",
                "proxy_ssl_trusted_certificate \"%s\"".formatted(edge.authorities()));
        Stream<String> cache = Stream.of(
                "proxy_cache " + zone,
                "proxy_cache_valid 200 301 302 404 %dm".formatted(site.cacheMinutes()),
                "proxy_cache_lock on",
                "proxy_cache_use_stale error timeout updating");
        Stream<String> headers = site.headers().stream()
                .map(header -> "add_header %s \"%s\" always".formatted(header.name(), header.value()));
        return Stream.of(
                        site.origin().isTls() ? tls : Stream.<String>empty(),
                        site.cacheMinutes() > 0 ? cache : Stream.<String>empty(),
                        Stream.of("add_header X-Cache $upstream_cache_status"),
                        headers)
                .flatMap(lines -> lines)
                .map(line -> "        %s;".formatted(line))
                .collect(Collectors.joining("\n"));
    }

    boolean isMarked() {
        return text.startsWith(MARK + "fairway:");
    }

    boolean isMarked(String mark) {
        return text.lines().findFirst().filter((MARK + mark)::equals).isPresent();
    }

    String domain() {
        return first(DOMAIN, 1);
    }

    /** At which the origin is called, with their ports. */
    List<String> addresses() {
        return ADDRESS.matcher(text).results().map(found -> found.group(1)).toList();
    }

    static List<String> addresses(Origin origin, List<InetAddress> addresses) {
        return Arrays.stream(servers(origin, addresses).split("\n"))
                .map(line -> line.strip().replaceFirst("^server ", "").replace(";", ""))
                .toList();
    }

    /**
     * What is in force, by the fields of a specification.
     *
     * @param asked what was asked for: fields that come to the same are told in its words
     */
    ObjectNode actual(Wanted asked) {
        Site site = Site.of(asked);
        ObjectNode actual = Json.object().put("domain", domain());
        String origin = "%s://%s%s".formatted(first(ORIGIN, 1), first(HOST, 1), first(ORIGIN, 2));
        actual.put("origin", origin);
        String minutes = first(MINUTES, 1);
        actual.put("cacheMinutes", minutes.isEmpty() ? 0 : Integer.parseInt(minutes));
        List<String> headers =
                HEADER.matcher(text).results().map(SiteFile::header).toList();
        actual.set("headers", Json.array(headers));
        if (origin.equals(site.origin().url())) {
            actual.set("origin", asked.specification().get("origin"));
        }
        if (headers.equals(site.headers().stream().map(SiteHeader::text).toList())
                && asked.specification().has("headers")) {
            actual.set("headers", asked.specification().get("headers"));
        }
        return actual;
    }

    private static String header(MatchResult found) {
        return found.group(1) + ": " + found.group(2);
    }

    private String first(Pattern pattern, int group) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(group) : "";
    }
}
