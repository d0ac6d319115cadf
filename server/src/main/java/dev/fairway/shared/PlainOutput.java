package dev.fairway.shared;

import java.util.regex.Pattern;

/** What a program printed for a terminal, without colours, movements of the cursor and what else no page can show. */
public final class PlainOutput {

    /** Control sequences and commands of ECMA-48, and single control characters but tabulators and ends of lines. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    private PlainOutput() {}

    public static String of(String printed) {
        return UNREADABLE.matcher(printed.replace("\r\n", "\n")).replaceAll("");
    }
}
