package dev.fairway.resources;

import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.node.ObjectNode;

/** A real nginx on loopback that includes the sites of a folder. */
public final class NginxServer implements AutoCloseable {

    private final Path folder;
    private final int port = Programs.freePort();
    private final Process process;

    private NginxServer() {
        try {
            folder = Files.createTempDirectory("fairway-nginx-");
            for (String name : List.of("sites", "cache", "temporary")) {
                Files.createDirectory(folder.resolve(name));
            }
            Files.writeString(main(), configuration("include %s/sites/*.conf;".formatted(folder)));
            process = new ProcessBuilder(program(), "-c", main().toString(), "-g", "daemon off;")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("output").toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Awaitility.await().until(this::answers);
    }

    public static NginxServer start() {
        Programs.need("nginx");
        return new NginxServer();
    }

    private static String program() {
        Path packaged = Path.of("/usr/sbin/nginx");
        return Files.isExecutable(packaged) ? packaged.toString() : "nginx";
    }

    /** With a site of somebody else that answers where no other does. */
    private String configuration(String include) {
        String own = System.getProperty("user.name").equals("root") ? "user root;" : "";
        return """
                %s
                worker_processes 1;
                pid %2$s/pid;
                error_log %2$s/errors;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %2$s/temporary/body;
                    proxy_temp_path %2$s/temporary/proxy;
                    fastcgi_temp_path %2$s/temporary/fastcgi;
                    uwsgi_temp_path %2$s/temporary/uwsgi;
                    scgi_temp_path %2$s/temporary/scgi;
                    server {
                        listen 127.0.0.1:%3$d default_server;
                        server_name of.somebody.example;
                        return 404 "nobody";
                    }
                    %4$s
                }
                """.formatted(own, folder, port, include);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public Server server() {
        return server(Json.object());
    }

    /** @param other settings than usual */
    public Server server(ObjectNode other) {
        return new Server(
                "edge",
                "local",
                (ObjectNode) Json.object()
                        .put("mainConfiguration", main().toString())
                        .put("configurationFolder", sites().toString())
                        .put("cacheFolder", folder.resolve("cache").toString())
                        .put("program", program())
                        .put("listen", "127.0.0.1:" + port)
                        .put("address", "https://{domain}/")
                        .setAll(other),
                Json.object());
    }

    public Path main() {
        return folder.resolve("nginx.conf");
    }

    public Path sites() {
        return folder.resolve("sites");
    }

    public int port() {
        return port;
    }

    /** Has it include nothing, from its next start. */
    public void forgetSites() throws IOException {
        Files.writeString(main(), configuration(""));
    }

    @Override
    public void close() {
        process.destroy();
        Awaitility.await().until(() -> !process.isAlive());
    }
}
