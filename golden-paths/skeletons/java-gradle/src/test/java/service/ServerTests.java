package service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerTests {

    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = Server.start(0);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void saysThatItIsWell() throws Exception {
        HttpResponse<String> answer = asked("/health");

        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"UP\"}", answer.body());
    }

    @Test
    void hasNothingAtOtherPaths() throws Exception {
        assertEquals(404, asked("/nothing").statusCode());
    }

    private HttpResponse<String> asked(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
