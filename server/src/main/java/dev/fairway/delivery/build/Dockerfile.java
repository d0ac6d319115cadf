package dev.fairway.delivery.build;

import dev.fairway.shared.InvalidInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Dockerfile, read as the builders of images read it: comments, continued lines, the escape directive, heredocs,
 * arguments before the first stage.
 *
 * @param before what stands before the first stage; only {@code ARG} may
 * @param stages in their order; the last makes the image
 */
record Dockerfile(List<Instruction> before, List<Stage> stages) {

    static final int MOST_CHARACTERS = 100_000;

    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Pattern ESCAPE = Pattern.compile("#\\s*escape\\s*=\\s*(\\S)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*[a-zA-Z]+\\s*=.*");
    private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*(['\"]?)([A-Za-z_][A-Za-z0-9_]*)\\1");
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)(?::([-+])([^}]*))?}|([A-Za-z_][A-Za-z0-9_]*))");
    private static final int MOST_ROUNDS = 10;

    /**
     * @param base as it is written
     * @param name null where it has none
     * @param instructions behind its {@code FROM}
     */
    record Stage(Instruction from, String base, @Nullable String name, List<Instruction> instructions) {

        /** The last instruction of a kind, which is the one that counts. */
        Optional<Instruction> last(String keyword) {
            return instructions.stream().filter(one -> one.is(keyword)).reduce((first, second) -> second);
        }
    }

    /** @throws InvalidInput with the line and what is wrong with it */
    static Dockerfile read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidInput(
                    "Dockerfile", "has %,d characters; at most %,d are read".formatted(text.length(), MOST_CHARACTERS));
        }
        List<Instruction> before = new ArrayList<>();
        List<Stage> stages = new ArrayList<>();
        for (Instruction instruction : instructions(text)) {
            if (instruction.is("FROM")) {
                stages.add(stage(instruction));
            } else if (!stages.isEmpty()) {
                stages.getLast().instructions().add(instruction);
            } else if (instruction.is("ARG")) {
                before.add(instruction);
            } else {
                throw wrong(instruction.line(), "%s stands before the first FROM".formatted(instruction.keyword()));
            }
        }
        if (stages.isEmpty()) {
            throw new InvalidInput("Dockerfile", "has no FROM; it begins with the image that it builds on");
        }
        return new Dockerfile(before, stages);
    }

    private static Stage stage(Instruction from) {
        List<String> words = from.words();
        if (words.isEmpty()) {
            throw wrong(from.line(), "FROM names no image");
        }
        boolean isNamed = words.size() == 3 && words.get(1).equalsIgnoreCase("as");
        return new Stage(from, words.getFirst(), isNamed ? words.get(2) : null, new ArrayList<>());
    }

    private static List<Instruction> instructions(String text) {
        List<String> lines = text.lines().toList();
        char escape = escape(lines);
        List<Instruction> found = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int begin = at;
            StringBuilder joined = new StringBuilder();
            boolean goesOn = true;
            while (goesOn && at < lines.size()) {
                String line = lines.get(at++);
                if (isComment(line) || line.isBlank()) {
                    begin = joined.isEmpty() ? at : begin;
                    goesOn = at < lines.size();
                    continue;
                }
                String stripped = line.stripTrailing();
                goesOn = !stripped.isEmpty() && stripped.charAt(stripped.length() - 1) == escape;
                joined.append(goesOn ? stripped.substring(0, stripped.length() - 1) : stripped)
                        .append(' ');
            }
            if (joined.isEmpty()) {
                break;
            }
            Instruction head = instruction(begin + 1, joined.toString().strip());
            StringBuilder body = new StringBuilder(head.text());
            for (String end : heredocs(head)) {
                while (at < lines.size() && !lines.get(at).strip().equals(end)) {
                    body.append('\n').append(lines.get(at++));
                }
                at++;
            }
            found.add(new Instruction(head.line(), head.keyword(), head.flags(), body.toString()));
        }
        return found;
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private static char escape(List<String> lines) {
        for (String line : lines) {
            Matcher escape = ESCAPE.matcher(line.strip());
            if (escape.matches()) {
                return escape.group(1).charAt(0);
            }
            if (!DIRECTIVE.matcher(line.strip()).matches()) {
                break;
            }
        }
        return '\\';
    }

    private static Instruction instruction(int line, String text) {
        String[] parts = text.split("\\s+", 2);
        String keyword = parts[0].toUpperCase(Locale.ROOT);
        if (!KEYWORDS.contains(keyword)) {
            throw wrong(line, "\"%.40s\" is no instruction".formatted(parts[0]));
        }
        String rest = parts.length == 1 ? "" : parts[1].strip();
        List<String> flags = new ArrayList<>();
        while (rest.startsWith("--")) {
            String[] flag = rest.split("\\s+", 2);
            flags.add(flag[0]);
            rest = flag.length == 1 ? "" : flag[1].strip();
        }
        return new Instruction(line, keyword, List.copyOf(flags), rest);
    }

    private static List<String> heredocs(Instruction head) {
        if (!Set.of("RUN", "COPY", "ADD").contains(head.keyword())) {
            return List.of();
        }
        return HEREDOC.matcher(head.text()).results().map(one -> one.group(2)).toList();
    }

    private static InvalidInput wrong(int line, String message) {
        return new InvalidInput("Dockerfile", "line %d: %s".formatted(line, message));
    }

    /** Names of arguments before the first stage, with their defaults; those of earlier ones are in later ones already. */
    Map<String, String> arguments() {
        Map<String, String> values = new LinkedHashMap<>();
        before.forEach(argument -> assignments(argument.text())
                .forEach((name, value) -> values.put(name, value == null ? "" : expanded(value, values))));
        return values;
    }

    /** What {@code ARG} and {@code ENV} assign; null where an argument has no default. */
    static Map<String, @Nullable String> assignments(String text) {
        Map<String, @Nullable String> found = new LinkedHashMap<>();
        Matcher word = Pattern.compile("(?:[^\\s\"']|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*')+")
                .matcher(text);
        List<String> words = new ArrayList<>();
        while (word.find()) {
            words.add(word.group());
        }
        if (words.size() > 1 && !words.getFirst().contains("=")) {
            // ENV NAME the rest of the line
            found.put(words.getFirst(), unquoted(text.strip().split("\\s+", 2)[1]));
            return found;
        }
        for (String one : words) {
            int at = one.indexOf('=');
            if (at < 0) {
                found.put(one, null);
            } else {
                found.put(one.substring(0, at), unquoted(one.substring(at + 1)));
            }
        }
        return found;
    }

    private static String unquoted(String value) {
        return value.replaceAll("^([\"'])(.*)\\1$", "$2");
    }

    /** The image of a stage, once the defaults of arguments stand in their places. */
    String image(Stage stage) {
        return expanded(stage.base(), arguments());
    }

    /** Whether a stage builds on another one of this file. */
    boolean isOwnStage(String image) {
        return stages.stream().anyMatch(stage -> image.equalsIgnoreCase(stage.name()));
    }

    private static String expanded(String text, Map<String, String> values) {
        String result = text;
        for (int round = 0; round < MOST_ROUNDS && result.indexOf('$') >= 0; round++) {
            String next = REFERENCE.matcher(result).replaceAll(found -> {
                String name = found.group(1) != null ? found.group(1) : found.group(4);
                String value = values.getOrDefault(name, "");
                boolean isEmpty = value.isEmpty();
                String said = found.group(2) == null
                        ? value
                        : found.group(2).equals("-")
                                ? (isEmpty ? found.group(3) : value)
                                : isEmpty ? "" : found.group(3);
                return Matcher.quoteReplacement(said);
            });
            if (next.equals(result)) {
                break;
            }
            result = next;
        }
        return result;
    }

    /** The stage that makes the image, and those it is made of by {@code FROM}, the last one first. */
    List<Stage> lineage() {
        List<Stage> lineage = new ArrayList<>(List.of(stages.getLast()));
        for (int guard = 0; guard < stages.size(); guard++) {
            String base = image(lineage.getLast());
            Optional<Stage> parent = stages.stream()
                    .filter(stage -> base.equalsIgnoreCase(stage.name()))
                    .findFirst();
            if (parent.isEmpty() || lineage.contains(parent.get())) {
                break;
            }
            lineage.add(parent.get());
        }
        return lineage;
    }

    /** The strings of a list such as {@code ["java", "-jar"]}, without their quotes. */
    static List<String> strings(String list) {
        return Arrays.stream(list.replaceAll("^\\[|]$", "").split(","))
                .map(one -> unquoted(one.strip()))
                .toList();
    }
}
