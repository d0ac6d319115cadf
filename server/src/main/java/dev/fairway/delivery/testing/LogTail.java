package dev.fairway.delivery.testing;

import dev.fairway.shared.PlainOutput;
import java.util.List;

/** The end of what a program printed, as people read it. */
final class LogTail {

    private static final int LINES = 50;
    private static final int LONGEST_LINE = 400;

    private LogTail() {}

    static String of(String log) {
        List<String> lines =
                log.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
        StringBuilder tail = new StringBuilder();
        for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
            String readable = PlainOutput.of(line);
            tail.append(readable, 0, Math.min(readable.length(), LONGEST_LINE)).append('\n');
        }
        return tail.toString().stripTrailing();
    }
}
