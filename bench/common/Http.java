import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Calls a server over kept connections. Anything but 2xx ends the measurement. */
record Http(String base, String token) {

    /** The answer's body. */
    byte[] call(String method, String path, String body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (body != null) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(bytes.length);
                connection.getOutputStream().write(bytes);
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readAllBytes();
                if (status / 100 != 2) {
                    throw new IllegalStateException(
                            method + " " + path + " answered " + status + ": " + new String(answer, StandardCharsets.UTF_8));
                }
                return answer;
            }
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path + ": " + failure, failure);
        }
    }

    String post(String path, String body) {
        return new String(call("POST", path, body), StandardCharsets.UTF_8);
    }
}
