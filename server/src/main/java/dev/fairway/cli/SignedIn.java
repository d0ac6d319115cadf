package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the server is and as whom to speak to it: from the environment, else from the file that signing in wrote. */
final class SignedIn {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String URL = "url";
    private static final String TOKEN = "token";

    private final Map<String, String> environment;
    private final Path file;

    SignedIn(Map<String, String> environment, Path file) {
        this.environment = environment;
        this.file = file;
    }

    /** Variables of the process. */
    Map<String, String> environment() {
        return environment;
    }

    static Path file(Map<String, String> environment) {
        String config = environment.get("XDG_CONFIG_HOME");
        Path folder = config == null || config.isBlank()
                ? Path.of(environment.getOrDefault("HOME", "."), ".config")
                : Path.of(config);
        return folder.resolve("fairway").resolve("sign-in.json");
    }

    /** @throws CliFailure when nobody has signed in */
    Server server() {
        JsonNode kept = kept();
        String url = environment.getOrDefault("FAIRWAY_URL", String.valueOf(Json.textAt(kept, URL)));
        String token = environment.getOrDefault("FAIRWAY_TOKEN", Json.textAt(kept, TOKEN));
        String client = environment.get("FAIRWAY_CLIENT_ID");
        String secret = environment.get("FAIRWAY_CLIENT_SECRET");
        if (url.equals("null")) {
            throw new CliFailure("Sign in first: fairway login URL");
        }
        if (client != null && secret != null) {
            return new Server(address(url), new Server(address(url), null).tokenOf(client, secret));
        }
        if (token == null) {
            throw new CliFailure("Sign in first: fairway login " + url);
        }
        return new Server(address(url), token);
    }

    private ObjectNode kept() {
        try {
            return Files.exists(file) ? (ObjectNode) Json.read(Files.readString(file)) : Json.object();
        } catch (IOException unreadable) {
            throw new CliFailure("%s cannot be read; sign in again".formatted(file), unreadable);
        }
    }

    /** Only its owner can read the file. */
    void keep(URI url, String token) {
        ObjectNode kept = Json.object().put(URL, url.toString()).put(TOKEN, token);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, OWNER_ALONE);
            Files.writeString(file, kept.toString());
        } catch (IOException failure) {
            throw new CliFailure("%s cannot be written: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    /** @throws CliFailure when it is no address of a server */
    static URI address(@Nullable String text) {
        try {
            URI address = URI.create(String.valueOf(text).replaceAll("/+$", ""));
            if (address.getHost() != null && Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            throw new CliFailure("\"%s\" is no address".formatted(text), noAddress);
        }
        throw new CliFailure("\"%s\" is no address; write it like http://localhost:8080".formatted(text));
    }
}
