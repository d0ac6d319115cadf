import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same work done again and again, each time measured. */
final class Trials {

    private Trials() {}

    interface Work {
        /** @param at which time it is, from 0 */
        void run(int at) throws Exception;
    }

    /** @return milliseconds of each time */
    static List<Double> timed(int times, Work work) throws Exception {
        List<Double> all = new ArrayList<>();
        for (int at = 0; at < times; at++) {
            long begin = System.nanoTime();
            work.run(at);
            all.add((System.nanoTime() - begin) / 1e6);
        }
        return all;
    }

    /** @param share 0.5 for the median */
    static double at(List<Double> times, double share) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }

    /** A number among the arguments. */
    static int option(List<String> options, String name, int standard) {
        int at = options.indexOf(name);
        return at < 0 ? standard : Integer.parseInt(options.get(at + 1));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
