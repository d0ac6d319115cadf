package dev.fairway.delivery.hosts.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.delivery.hosts.apps.InstallationTokens.App;
import dev.fairway.delivery.hosts.apps.InstallationTokens.Source;
import dev.fairway.delivery.hosts.apps.InstallationTokens.Token;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstallationTokensTests {

    private static final App APP = new App("github", "https://api.github.com", "4711");

    private volatile Instant now = Instant.parse("2026-05-04T08:00:00Z");
    private final InstallationTokens tokens = new InstallationTokens(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** One installation for each owner, whose tokens are numbered and last an hour. */
    private final Source source = new Source() {
        @Override
        public String installation(String repository) {
            asked.add(repository);
            return repository.substring(0, repository.indexOf('/'));
        }

        @Override
        public Token token(String installation) {
            asked.add(installation);
            return new Token(installation + "-" + asked.size(), now.plus(Duration.ofHours(1)));
        }
    };

    @Test
    void keepsATokenForTheRepositoriesOfOneInstallationUntilSomeMinutesBeforeItsEnd() {
        String first = tokens.of(APP, "acme/parcel", source);

        assertThat(tokens.of(APP, "acme/berth", source)).isEqualTo(first);
        assertThat(tokens.of(APP, "coast/parcel", source)).startsWith("coast");
        now = now.plus(Duration.ofMinutes(54));
        assertThat(tokens.of(APP, "acme/parcel", source)).isEqualTo(first);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(tokens.of(APP, "acme/parcel", source)).isNotEqualTo(first);
    }

    @Test
    void asksAgainWhereAnAppIsInstalledAfterTenMinutes() {
        tokens.of(APP, "acme/parcel", source);
        now = now.plus(Duration.ofMinutes(9));
        tokens.of(APP, "acme/parcel", source);
        assertThat(asked).containsExactly("acme/parcel", "acme");

        now = now.plus(Duration.ofMinutes(1));
        tokens.of(APP, "acme/parcel", source);
        assertThat(asked).containsExactly("acme/parcel", "acme", "acme/parcel");
    }

    @Test
    void asksOnceHoweverManyNeedATokenAtOnce() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(8);
        Source slow = new Source() {
            @Override
            public String installation(String repository) {
                all.countDown();
                return "acme";
            }

            @Override
            public Token token(String installation) {
                try {
                    all.await();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                return source.token(installation);
            }
        };
        Queue<String> given = new ConcurrentLinkedQueue<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(number ->
                        Thread.startVirtualThread(() -> given.add(tokens.of(APP, "acme/parcel-" + number, slow))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(given).hasSize(8).containsOnly("acme-1");
        assertThat(asked).containsExactly("acme");
    }

    @Test
    void tellsWhyThereIsNoTokenAndAsksAnewThen() {
        Source broken = new Source() {
            @Override
            public String installation(String repository) {
                return source.installation(repository);
            }

            @Override
            public Token token(String installation) {
                throw new IllegalStateException("no answer");
            }
        };

        assertThatThrownBy(() -> tokens.of(APP, "acme/parcel", broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no answer");
        assertThat(tokens.of(APP, "acme/parcel", source)).startsWith("acme");
        assertThat(asked).containsExactly("acme/parcel", "acme/parcel", "acme");
    }

    @Test
    void forgetsWhatTheHostDidNotTakeAndWhatAHostIsNoMore() {
        App other = new App("forge", "https://forge.example.com/api/v3", "4711");
        String first = tokens.of(APP, "acme/parcel", source);
        String elsewhere = tokens.of(other, "acme/parcel", source);

        tokens.drop(other, first);
        assertThat(tokens.of(APP, "acme/parcel", source)).isEqualTo(first);
        tokens.drop(APP, first);
        String second = tokens.of(APP, "acme/parcel", source);
        assertThat(second).isNotEqualTo(first);
        tokens.forget("github");
        assertThat(tokens.of(APP, "acme/parcel", source)).isNotEqualTo(second);
        assertThat(tokens.of(other, "acme/parcel", source)).isEqualTo(elsewhere);
    }

    @Test
    void showsNoTokenByChance() {
        assertThat(new Token("ghs_secret", now).toString()).doesNotContain("ghs_secret");
    }
}
