package dev.fairway.delivery.changes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * The file {@code CODEOWNERS}: lines of a pattern as in {@code .gitignore}, and owners, {@code @team} or e-mails. The last
 * pattern that matches a path counts; one without owners makes it nobody's.
 */
record OwnersFile(List<Rule> rules) {

    /** Where it is looked for; the first one that is there counts. */
    static final List<String> PATHS = List.of("CODEOWNERS", ".fairway/CODEOWNERS", "docs/CODEOWNERS");

    private static final int MOST_RULES = 1_000;
    private static final int LONGEST_LINE = 1_000;

    record Rule(FastIgnoreRule pattern, boolean childrenOnly, Set<String> owners) {

        boolean matches(String path) {
            if (pattern.isMatch(path, false)) {
                return true;
            }
            for (int slash = path.indexOf('/'); slash > 0 && !childrenOnly; slash = path.indexOf('/', slash + 1)) {
                if (pattern.isMatch(path.substring(0, slash), true)) {
                    return true;
                }
            }
            return false;
        }
    }

    static OwnersFile read(String text) {
        List<Rule> rules = new ArrayList<>();
        text.lines()
                .map(OwnersFile::withoutComment)
                .filter(line -> !line.isEmpty() && line.length() <= LONGEST_LINE)
                .limit(MOST_RULES)
                .forEach(line -> rules.add(rule(line.split("\\s+"))));
        return new OwnersFile(List.copyOf(rules.reversed()));
    }

    /** Empty for what nobody owns. */
    Set<String> of(String path) {
        for (Rule rule : rules) {
            if (rule.matches(path)) {
                return rule.owners();
            }
        }
        return Set.of();
    }

    private static Rule rule(String[] words) {
        Set<String> owners = new TreeSet<>(Arrays.asList(words).subList(1, words.length));
        owners.removeIf(owner -> owner.indexOf('@') < 0 || owner.length() < 2);
        return new Rule(new FastIgnoreRule(words[0]), words[0].endsWith("/*"), owners);
    }

    private static String withoutComment(String line) {
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
