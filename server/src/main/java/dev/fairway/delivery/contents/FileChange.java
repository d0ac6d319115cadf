package dev.fairway.delivery.contents;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a commit does with one file.
 *
 * @param path from the top of the repository, with slashes
 * @param content null deletes the file
 * @param executable whether it can be run as a program
 */
public record FileChange(String path, byte @Nullable [] content, boolean executable) {

    public static FileChange write(String path, String text) {
        return new FileChange(path, text.getBytes(StandardCharsets.UTF_8), false);
    }

    public static FileChange delete(String path) {
        return new FileChange(path, null, false);
    }
}
