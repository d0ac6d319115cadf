package dev.fairway.delivery.releases;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may ask a cluster now, on this node. Some ask the same one at once, and one alone where it gave no answer last: a cluster
 * that hangs holds up one of them, and leaves the others their threads and their connections to the database.
 */
@Component
class ClusterTurns {

    static final int MOST_OF_ONE = 3;
    static final int MOST = 10;
    static final int MOST_AWAY = 5;

    private final Map<String, Asking> clusters = new HashMap<>();

    /** How one cluster is asked. */
    private static final class Asking {
        private int now;
        private @Nullable String away;
    }

    /** Ends with its end. */
    final class Turn implements AutoCloseable {

        private final Asking asking;

        private Turn(Asking asking) {
            this.asking = asking;
        }

        /** It gave no answer. */
        void missed(String reason) {
            synchronized (clusters) {
                asking.away = reason;
            }
        }

        /** It gave answers. */
        void answered() {
            synchronized (clusters) {
                asking.away = null;
            }
        }

        @Override
        public void close() {
            synchronized (clusters) {
                asking.now--;
                clusters.values().removeIf(one -> one.now == 0 && one.away == null);
            }
        }
    }

    /** @return empty where others have to end first */
    Optional<Turn> take(String cluster) {
        synchronized (clusters) {
            Asking asking = clusters.computeIfAbsent(cluster, none -> new Asking());
            if (!hasRoom(asking)) {
                return Optional.empty();
            }
            asking.now++;
            return Optional.of(new Turn(asking));
        }
    }

    private boolean hasRoom(Asking asking) {
        int all = clusters.values().stream().mapToInt(one -> one.now).sum();
        if (asking.away == null) {
            return asking.now < MOST_OF_ONE && all < MOST;
        }
        int away = clusters.values().stream()
                .filter(one -> one.away != null)
                .mapToInt(one -> one.now)
                .sum();
        return asking.now < 1 && away < MOST_AWAY && all < MOST;
    }

    /** Whether others ask a cluster that answers, and are done soon. */
    boolean isBusy(String cluster) {
        synchronized (clusters) {
            Asking asking = clusters.getOrDefault(cluster, new Asking());
            return asking.away == null && !hasRoom(asking);
        }
    }

    /** Why a cluster gave no answer last; empty where it did. */
    Optional<String> away(String cluster) {
        synchronized (clusters) {
            return Optional.ofNullable(clusters.get(cluster)).map(asking -> asking.away);
        }
    }
}
