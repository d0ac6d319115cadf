package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Somebody who writes one batch of entities after the other, each under a number, until told to stop. */
final class Batches {

    static final int SIZE = 500;

    private final Api api;
    private final Thread writer;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ConcurrentSkipListSet<Integer> kept = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListSet<Integer> answers = new ConcurrentSkipListSet<>();

    /** Whether a batch that was not kept is sent again, or ends it. */
    enum OnFailure {
        AGAIN,
        END
    }

    private Batches(Api api, OnFailure onFailure) {
        this.api = api;
        this.writer = Thread.ofVirtual().unstarted(() -> write(onFailure));
    }

    static Batches into(Api api, OnFailure onFailure) {
        api.post("/v1/blueprints", """
                {'identifier': 'thing', 'schema': {'properties': {'batch': {'type': 'number'}}}}""");
        Batches batches = new Batches(api, onFailure);
        batches.writer.start();
        return batches;
    }

    private void write(OnFailure onFailure) {
        int batch = 1;
        while (!stopped.get()) {
            int status = send(batch);
            answers.add(status);
            if (status == 200) {
                kept.add(batch++);
            } else if (onFailure == OnFailure.END) {
                return;
            }
        }
    }

    /** @return the status of the answer; 0 when the server was gone */
    private int send(int batch) {
        String entities = IntStream.range(0, SIZE)
                .mapToObj(i -> "{'identifier': '%d-%d', 'properties': {'batch': %d}}".formatted(batch, i, batch))
                .collect(Collectors.joining(","));
        try {
            return api.post("/v1/blueprints/thing/entities/bulk?upsert=true", "{'entities': [%s]}".formatted(entities))
                    .status();
        } catch (IllegalStateException gone) {
            return 0;
        }
    }

    int kept() {
        return kept.size();
    }

    /** The statuses that came back, each once. */
    ConcurrentSkipListSet<Integer> answers() {
        return answers;
    }

    void stop() throws InterruptedException {
        stopped.set(true);
        writer.join();
    }

    void assertWhole(Api reader) {
        for (int batch = 1; batch <= kept.size() + 1; batch++) {
            Reply count = reader.post("/v1/blueprints/thing/entities/search/count", """
                    {'query': {'combinator': 'and', 'rules': [{'property': 'batch', 'operator': '=', 'value': %d}]}}""".formatted(batch));
            int entities = count.at("/count").intValue();
            assertThat(entities)
                    .as("batch %d", batch)
                    .isIn(kept.contains(batch) ? new Integer[] {SIZE} : new Integer[] {0, SIZE});
        }
    }
}
