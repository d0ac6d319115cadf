package dev.fairway.delivery.pipelines;

import dev.fairway.shared.PlainOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a stage prints, piece by piece of whole lines, so that whoever looks sees it while it is printed. What is more than a
 * pipeline may keep is read on and left out.
 */
final class StageLog implements Runnable {

    private static final int PIECE = 16_000;
    private static final int TAIL = 40_000;
    private final InputStream output;
    private final Budget budget;
    private final Consumer<String> keep;
    private final StringBuilder tail = new StringBuilder();
    private final StringBuilder pending = new StringBuilder();

    /** How many characters a pipeline may keep yet. */
    static final class Budget {

        private long left;

        Budget(long characters) {
            this.left = characters;
        }

        private synchronized String take(String text) {
            if (left <= 0) {
                return "";
            }
            left -= text.length();
            return left > 0 ? text : text + "[more was printed than is kept]\n";
        }
    }

    /** @param keep takes pieces of whole lines */
    StageLog(InputStream output, Budget budget, Consumer<String> keep) {
        this.output = output;
        this.budget = budget;
        this.keep = keep;
    }

    /** Until the stage prints nothing more. */
    @Override
    public void run() {
        byte[] buffer = new byte[PIECE];
        try {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                pending.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                int end = pending.length() > PIECE ? pending.length() : pending.lastIndexOf("\n") + 1;
                keep(end);
            }
        } catch (IOException ended) {
            // with its process
        }
        keep(pending.length());
    }

    private void keep(int end) {
        if (end == 0) {
            return;
        }
        String readable = PlainOutput.of(pending.substring(0, end));
        pending.delete(0, end);
        synchronized (tail) {
            tail.append(readable);
            tail.delete(0, Math.max(0, tail.length() - TAIL));
        }
        String kept = budget.take(readable);
        if (!kept.isEmpty()) {
            keep.accept(kept);
        }
    }

    /** The last of it. */
    String tail() {
        synchronized (tail) {
            return tail.toString();
        }
    }
}
