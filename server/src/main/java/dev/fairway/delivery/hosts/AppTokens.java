package dev.fairway.delivery.hosts;

import dev.fairway.delivery.hosts.apps.InstallationTokens;
import dev.fairway.delivery.hosts.apps.InstallationTokens.Token;
import dev.fairway.shared.Json;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Tokens of a GitHub App, each of which lets into the repositories of one installation for an hour. */
final class AppTokens implements CallTokens {

    private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/?]+/[^/?]+).*");
    private static final int NOT_FOUND = 404;

    private final InstallationTokens.App app;
    private final HostCalls calls;
    private final InstallationTokens known;

    /** @param calls of the app as itself */
    AppTokens(InstallationTokens.App app, HostCalls calls, InstallationTokens known) {
        this.app = app;
        this.calls = calls;
        this.known = known;
    }

    @Override
    public String of(String path) {
        Matcher matcher = REPOSITORY.matcher(path);
        if (!matcher.matches()) {
            throw new HostRefusal("%s has no repository at %s".formatted(app.host(), path), NOT_FOUND);
        }
        String repository = matcher.group(1);
        return known.of(app, repository, new InstallationTokens.Source() {
            @Override
            public String installation(String of) {
                return calls.find("/repos/%s/installation".formatted(of))
                        .map(found -> found.path("id").asString(""))
                        .filter(id -> id.matches("\\d{1,20}"))
                        .orElseThrow(() -> notInstalled(of));
            }

            @Override
            public Token token(String installation) {
                return asked(installation, repository);
            }
        });
    }

    private Token asked(String installation, String repository) {
        try {
            String path = "/app/installations/%s/access_tokens".formatted(installation);
            JsonNode made = calls.send("POST", path, Json.object());
            String token = made.path("token").asString("");
            if (token.matches("[\\x21-\\x7e]{1,1000}")) {
                String end = made.path("expires_at").asString("");
                return new Token(token, OffsetDateTime.parse(end).toInstant());
            }
        } catch (DateTimeException none) {
            // told below
        } catch (HostRefusal refusal) {
            throw refusal.answered() == NOT_FOUND ? notInstalled(repository) : refusal;
        }
        throw new HostRefusal("%s gave Fairway's GitHub App no token".formatted(app.host()), 201);
    }

    private HostRefusal notInstalled(String repository) {
        String owner = repository.substring(0, repository.indexOf('/'));
        return new HostRefusal(
                ("%s says that Fairway's GitHub App is not installed on %s, or that there is no such repository;"
                                + " an owner of %s installs the app there, or adds the repository to its installation")
                        .formatted(app.host(), repository, owner),
                NOT_FOUND);
    }

    @Override
    public boolean drop(String token) {
        known.drop(app, token);
        return true;
    }
}
