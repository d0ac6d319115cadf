package dev.fairway.delivery.hosts.apps;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What this node was told of installations of GitHub Apps: which one lets into a repository, and the newest token of each. All of
 * it can be asked for again.
 */
public final class InstallationTokens {

    /** Before a token ends, so that what begins with it also ends with it. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** How long it is not asked again where an app is installed. */
    private static final Duration PLACED = Duration.ofMinutes(10);

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<Repository, Placed> places = new ConcurrentHashMap<>();
    private final Map<Installation, CompletableFuture<Token>> tokens = new ConcurrentHashMap<>();

    public InstallationTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * A GitHub App at a host.
     *
     * @param host its name in Fairway
     * @param url of its API: a token goes to no other address
     */
    public record App(String host, String url, String id) {}

    /** @param end from when on the host does not take it any more */
    public record Token(String text, Instant end) {

        @Override
        public String toString() {
            return "until " + end;
        }
    }

    /** Asks the host. */
    public interface Source {

        /** Id of the installation that lets into a repository. */
        String installation(String repository);

        Token token(String installation);
    }

    private record Repository(App app, String path) {}

    private record Installation(App app, String id) {}

    private record Placed(Installation installation, Instant until) {}

    /** A token for a repository. Whoever needs the same one at the same time waits for one answer. */
    public String of(App app, String repository, Source source) {
        Installation installation = installation(new Repository(app, repository), source);
        CompletableFuture<Token> mine = new CompletableFuture<>();
        CompletableFuture<Token> known =
                tokens.compute(installation, (any, before) -> before == null || isOver(before) ? mine : before);
        if (known == mine) {
            ask(installation, mine, source);
        }
        try {
            return known.join().text();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private Installation installation(Repository repository, Source source) {
        Placed known = places.get(repository);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.installation();
        }
        places.remove(repository);
        Installation found = new Installation(repository.app(), source.installation(repository.path()));
        if (places.size() >= MOST) {
            places.clear();
        }
        places.put(repository, new Placed(found, clock.instant().plus(PLACED)));
        return found;
    }

    private boolean isOver(CompletableFuture<Token> known) {
        return known.isDone()
                && (known.isCompletedExceptionally()
                        || !clock.instant().isBefore(known.join().end().minus(MARGIN)));
    }

    private void ask(Installation installation, CompletableFuture<Token> mine, Source source) {
        try {
            if (tokens.size() >= MOST) {
                tokens.values().removeIf(this::isOver);
            }
            mine.complete(source.token(installation.id()));
        } catch (RuntimeException | Error failure) {
            drop(installation);
            mine.completeExceptionally(failure);
        }
    }

    /** Forgets a token that the host did not take, and where it was for. */
    public void drop(App app, String token) {
        tokens.entrySet().stream()
                .filter(known -> known.getKey().app().equals(app) && isThat(known.getValue(), token))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet())
                .forEach(this::drop);
    }

    private static boolean isThat(CompletableFuture<Token> known, String token) {
        return known.isDone()
                && !known.isCompletedExceptionally()
                && known.join().text().equals(token);
    }

    private void drop(Installation installation) {
        tokens.remove(installation);
        places.values().removeIf(placed -> placed.installation().equals(installation));
    }

    /** Forgets all of a host. */
    public void forget(String host) {
        tokens.keySet().removeIf(installation -> installation.app().host().equals(host));
        places.keySet().removeIf(repository -> repository.app().host().equals(host));
    }
}
