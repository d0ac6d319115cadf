import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One request sent again and again by some clients at once, each waiting for its answer before it sends the next. */
final class Load {

    private Load() {}

    /** @param times of single requests in nanoseconds, ascending */
    record Result(long[] times, double seconds) {

        double perSecond() {
            return times.length / seconds;
        }

        /** @return milliseconds */
        double percentile(double share) {
            return times.length == 0 ? Double.NaN : times[(int) Math.min(times.length - 1L, Math.round(times.length * share))] / 1e6;
        }
    }

    /** Runs half of the seconds unmeasured, then the seconds. */
    static Result of(int clients, double seconds, Consumer<Random> request) {
        run(clients, seconds / 2, request);
        return run(clients, seconds, request);
    }

    private static Result run(int clients, double seconds, Consumer<Random> request) {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        AtomicLong last = new AtomicLong(begin);
        long[][] times = new long[clients][];
        Thread[] threads = new Thread[clients];
        RuntimeException[] failure = new RuntimeException[1];
        for (int i = 0; i < clients; i++) {
            int client = i;
            threads[i] = Thread.ofPlatform().start(() -> {
                try {
                    times[client] = one(new Random(client), end, last, request);
                } catch (RuntimeException stop) {
                    failure[0] = stop;
                    times[client] = new long[0];
                }
            });
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                throw new IllegalStateException(interruption);
            }
        }
        if (failure[0] != null) {
            throw failure[0];
        }
        long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(all, (last.get() - begin) / 1e9);
    }

    private static long[] one(Random random, long end, AtomicLong last, Consumer<Random> request) {
        long[] times = new long[1024];
        int count = 0;
        long now = System.nanoTime();
        while (now < end) {
            request.accept(random);
            long after = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
            }
            times[count++] = after - now;
            now = after;
        }
        last.accumulateAndGet(now, Math::max);
        return Arrays.copyOf(times, count);
    }
}
