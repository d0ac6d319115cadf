package dev.fairway.delivery.hosts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;

/** The content of a file as text. */
final class FileText {

    private FileText() {}

    /** Empty where it is none, or too large. */
    static Optional<String> of(byte[] content) {
        return content.length > GitHost.LARGEST_TEXT || RawText.isBinary(content, content.length, true)
                ? Optional.empty()
                : Optional.of(new String(content, StandardCharsets.UTF_8));
    }
}
