package dev.fairway.catalog.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkTurnsTests {

    private final BulkTurns turns = new BulkTurns();

    @Test
    void letsAFifthRequestWaitUntilOneHasEnded() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> requests = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            requests.add(Thread.startVirtualThread(() -> turns.take(() -> {
                begun.incrementAndGet();
                return awaited(end);
            })));
        }
        await().until(() -> requests.stream().allMatch(BulkTurnsTests::isWaiting));

        assertThat(begun).hasValue(4);
        end.countDown();
        for (Thread request : requests) {
            request.join();
        }
        assertThat(begun).hasValue(5);
    }

    @Test
    void givesTheTurnBackWhenTheWorkFails() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> turns.take(() -> {
                        throw new IllegalStateException("work failed");
                    }))
                    .hasMessage("work failed");
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
