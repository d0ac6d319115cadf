package dev.fairway.delivery.contents;

import dev.fairway.shared.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Paths that a file may have in every clone. */
final class CheckedPath {

    private static final int LONGEST = 1_000;
    private static final int LONGEST_NAME = 255;
    private static final Pattern UNKEPT = Pattern.compile("[\\p{Cntrl}\\\\]");

    private CheckedPath() {}

    /** @throws InvalidInput naming the path and what is wrong with it */
    static String of(String path) {
        String wrong = wrong(path);
        if (!wrong.isEmpty()) {
            throw new InvalidInput("path", "\"%s\" %s".formatted(path, wrong));
        }
        return path;
    }

    private static String wrong(String path) {
        if (path.isEmpty() || path.startsWith("/") || path.endsWith("/")) {
            return "has to begin and end with a name, without a slash";
        }
        if (path.length() > LONGEST) {
            return "is longer than %d characters".formatted(LONGEST);
        }
        if (UNKEPT.matcher(path).find()) {
            return "holds a backslash or a control character";
        }
        for (String name : path.split("/", -1)) {
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return "holds a name of more than %d bytes".formatted(LONGEST_NAME);
            }
        }
        try {
            new ObjectChecker().setSafeForMacOS(true).checkPath(path);
            return "";
        } catch (CorruptObjectException refused) {
            return "is no path that Git takes: " + refused.getMessage();
        }
    }
}
