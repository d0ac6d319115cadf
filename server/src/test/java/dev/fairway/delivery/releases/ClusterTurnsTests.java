package dev.fairway.delivery.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.releases.ClusterTurns.Turn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTurnsTests {

    private final ClusterTurns turns = new ClusterTurns();

    @Test
    void letsSomeAskOneClusterAtOnce() {
        List<Turn> taken = taken("https://one", ClusterTurns.MOST_OF_ONE);

        assertThat(turns.take("https://one")).isEmpty();
        assertThat(turns.isBusy("https://one")).isTrue();
        assertThat(turns.isBusy("https://two")).isFalse();
        taken.getFirst().close();
        assertThat(turns.take("https://one")).isPresent();
    }

    @Test
    void letsOneAloneAskAClusterThatGaveNoAnswer() {
        try (Turn first = taken("https://one", 1).getFirst()) {
            first.missed("it gives no answer in time");
        }

        Turn probe = taken("https://one", 1).getFirst();
        assertThat(turns.take("https://one")).isEmpty();
        assertThat(turns.away("https://one")).contains("it gives no answer in time");

        probe.answered();
        assertThat(turns.take("https://one")).isPresent();
        assertThat(turns.away("https://one")).isEmpty();
    }

    @Test
    void keepsTurnsForOthersHoweverManyClustersAreAway() {
        for (int number = 0; number < ClusterTurns.MOST; number++) {
            try (Turn turn = taken("https://away-" + number, 1).getFirst()) {
                turn.missed("it gives no answer");
            }
        }
        for (int number = 0; number < ClusterTurns.MOST_AWAY; number++) {
            taken("https://away-" + number, 1);
        }

        assertThat(turns.take("https://away-" + ClusterTurns.MOST_AWAY)).isEmpty();
        assertThat(turns.take("https://well")).isPresent();
    }

    private List<Turn> taken(String cluster, int count) {
        List<Turn> taken = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            taken.add(turns.take(cluster).orElseThrow());
        }
        return taken;
    }
}
