package dev.fairway.delivery.git;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/**
 * The newest lines of Git's log of a branch or tag, {@code <from> <to> <name> <address> <time>} and a comment. JGit reads the whole of
 * it, which grows with every movement and fails while somebody else writes to it.
 */
final class RefLog {

    private static final int MOST_BYTES = 256 * 1024;
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{40}) ([0-9a-f]{40}) [^<]*<([^>]*)> -?\\d+ [-+]\\d{4}(?:\\t(.*))?");

    private RefLog() {}

    /** @param from zeros where the ref was made. @param actor address of whoever moved it */
    record Line(String from, String to, String actor, String comment) {}

    /** The newest first; as many as are in the last 256 KiB. */
    static List<Line> newest(Repository git, String ref) throws IOException {
        Path log = git.getDirectory().toPath().resolve("logs").resolve(ref);
        List<Line> lines = new ArrayList<>();
        if (Files.isRegularFile(log)) {
            end(log).lines().forEach(text -> {
                Matcher line = LINE.matcher(text);
                if (line.matches()) {
                    String comment = line.group(4);
                    lines.add(new Line(line.group(1), line.group(2), line.group(3), comment == null ? "" : comment));
                }
            });
        }
        return lines.reversed();
    }

    private static String end(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            byte[] end = new byte[(int) Math.min(length, MOST_BYTES)];
            file.seek(length - end.length);
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        }
    }
}
