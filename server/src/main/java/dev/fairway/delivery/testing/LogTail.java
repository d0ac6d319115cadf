package dev.fairway.delivery.testing;

import java.util.List;
import java.util.regex.Pattern;

/** The end of what a program printed, as people read it. */
final class LogTail {

    private static final int LINES = 50;
    private static final int LONGEST_LINE = 400;
    /** Colours and movements of the cursor, see ECMA-48; and what else no page can show. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    private LogTail() {}

    static String of(String log) {
        List<String> lines =
                log.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
        StringBuilder tail = new StringBuilder();
        for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
            String readable = UNREADABLE.matcher(line).replaceAll("");
            tail.append(readable, 0, Math.min(readable.length(), LONGEST_LINE)).append('\n');
        }
        return tail.toString().stripTrailing();
    }
}
