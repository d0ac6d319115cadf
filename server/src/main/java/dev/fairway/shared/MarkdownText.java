package dev.fairway.shared;

/** Text of others inside Markdown, on one line, where it means nothing but itself. */
public final class MarkdownText {

    private MarkdownText() {}

    /** As code. A backtick, which would end it, becomes an apostrophe. */
    public static String code(String text) {
        return "`%s`".formatted(line(text).replace('`', '\''));
    }

    /** With everything escaped that would format it, link from it, or be HTML. */
    public static String plain(String text) {
        return line(text).replaceAll("([\\\\`*_\\[\\]<>#|!])", "\\\\$1");
    }

    private static String line(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
