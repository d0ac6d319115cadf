package dev.fairway.resources.tofu;

import java.util.ArrayDeque;
import java.util.Deque;

/** A text in HCL, read from its begin to its end. */
final class HclText {

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final int MOST_NESTED = 200;

    private final String text;
    private int at;
    private int templates;

    HclText(String text) {
        this.text = text.replace("\r\n", "\n");
    }

    boolean isOver() {
        return at >= text.length();
    }

    NotHcl wrong(String what) {
        long line = 1
                + text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(sign -> sign == '\n')
                        .count();
        return new NotHcl((int) line, what);
    }

    /** Takes the sign when it is next. */
    boolean take(char sign) {
        boolean isNext = !isOver() && text.charAt(at) == sign;
        at += isNext ? 1 : 0;
        return isNext;
    }

    void skipSpaces() {
        while (!isOver() && (isBlank() || skipComment("/*", "*/"))) {
            at += isBlank() ? 1 : 0;
        }
    }

    private boolean isBlank() {
        return !isOver() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    /** Also lines and comments. */
    void skipGaps() {
        int before;
        do {
            before = at;
            skipSpaces();
            skipLineComment();
            take('\n');
        } while (at > before);
    }

    private boolean skipLineComment() {
        boolean begins = text.startsWith("#", at) || text.startsWith("//", at);
        if (begins) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
        return begins;
    }

    private boolean skipComment(String begin, String end) {
        if (!text.startsWith(begin, at)) {
            return false;
        }
        int over = text.indexOf(end, at + begin.length());
        if (over < 0) {
            throw wrong("a comment that is not closed");
        }
        at = over + end.length();
        return true;
    }

    String name() {
        int begin = at;
        while (!isOver() && (Character.isUnicodeIdentifierPart(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        if (at == begin) {
            throw wrong(isOver() ? "a name is missing" : "\"%s\" is no name".formatted(text.charAt(at)));
        }
        return text.substring(begin, at);
    }

    String label() {
        if (isOver() || text.charAt(at) != '"') {
            return name();
        }
        int begin = at + 1;
        skipQuoted();
        return text.substring(begin, at - 1);
    }

    /** Until the end of its line, or of the block that it is in; brackets, texts and comments may go over lines. */
    String expression() {
        int begin = at;
        Deque<Character> open = new ArrayDeque<>();
        while (!isOver() && !(open.isEmpty() && (text.charAt(at) == '\n' || text.charAt(at) == '}'))) {
            skipOne(open);
        }
        if (!open.isEmpty()) {
            throw wrong("\"%s\" is missing".formatted(open.peek()));
        }
        return text.substring(begin, at).strip();
    }

    private void skipOne(Deque<Character> open) {
        char sign = text.charAt(at);
        if (sign == '"') {
            skipQuoted();
        } else if (text.startsWith("<<", at) && isHeredoc()) {
            skipHeredoc();
        } else if (!skipLineComment() && !skipComment("/*", "*/")) {
            at++;
            follow(sign, open);
        }
    }

    /** @param open the brackets that have to be closed, the last one first */
    private void follow(char sign, Deque<Character> open) {
        int kind = OPENING.indexOf(sign);
        if (kind >= 0) {
            if (open.size() == MOST_NESTED) {
                throw wrong("more than %d brackets in each other".formatted(MOST_NESTED));
            }
            open.push(CLOSING.charAt(kind));
        } else if (CLOSING.indexOf(sign) >= 0 && (open.isEmpty() || open.pop() != sign)) {
            throw wrong("\"%s\" closes nothing".formatted(sign));
        }
    }

    /** With what is worked out inside of it, where there may be texts again. */
    private void skipQuoted() {
        at++;
        while (!isOver() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\') {
                at += 2;
            } else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
                at += 3;
            } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
                skipTemplate();
            } else {
                at++;
            }
        }
        if (!take('"')) {
            throw wrong("a text that is not closed");
        }
    }

    private void skipTemplate() {
        at += 2;
        if (++templates > MOST_NESTED) {
            throw wrong("more than %d texts in each other".formatted(MOST_NESTED));
        }
        Deque<Character> open = new ArrayDeque<>();
        open.push('}');
        while (!isOver() && !open.isEmpty()) {
            skipOne(open);
        }
        templates--;
    }

    private boolean isHeredoc() {
        int name = at + 2 + (text.startsWith("<<-", at) ? 1 : 0);
        return name < text.length() && Character.isUnicodeIdentifierStart(text.charAt(name));
    }

    private void skipHeredoc() {
        at += text.startsWith("<<-", at) ? 3 : 2;
        String end = name();
        do {
            int line = text.indexOf('\n', at);
            if (line < 0) {
                throw wrong("a text that %s does not close".formatted(end));
            }
            at = line + 1;
        } while (!lineAt().strip().equals(end));
        at = at + lineAt().length();
    }

    private String lineAt() {
        int end = text.indexOf('\n', at);
        return text.substring(at, end < 0 ? text.length() : end);
    }
}
