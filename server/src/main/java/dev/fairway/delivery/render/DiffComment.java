package dev.fairway.delivery.render;

import dev.fairway.delivery.render.Footprint.Total;
import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.delivery.render.RenderedDiff.FieldChange;
import dev.fairway.delivery.render.RenderedDiff.ObjectChange;
import dev.fairway.delivery.render.RenderedDiff.State;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The one comment on a change request that says what the change does, in Markdown. */
public final class DiffComment {

    static final int LONGEST = 60_000;
    private static final int LONGEST_VALUE = 200;
    private static final String CUT = "\n\n_Cut here: the whole difference is longer than a comment may be._\n";
    private static final String CLOSED = "\n</details>\n";

    private DiffComment() {}

    /** What running it costs a month. @param currency three letters of ISO 4217 */
    public record Monthly(String currency, BigDecimal before, BigDecimal after) {}

    /** @param monthly null where nothing has a price */
    public static String markdown(
            RenderedDiff diff,
            List<Objection> objections,
            Footprint before,
            Footprint after,
            @Nullable Monthly monthly) {
        Text text = new Text();
        text.add(summary(diff));
        diff.effects().forEach(effect -> text.add("- %s\n".formatted(escaped(effect))));
        addObjections(text, objections);
        addFootprint(text, before.total(), after.total(), monthly);
        diff.objects().forEach(change -> addObject(text, change));
        return text.whole();
    }

    private static String summary(RenderedDiff diff) {
        if (diff.objects().isEmpty()) {
            return "**Nothing changes in the cluster.** %d objects stay as they are.\n\n".formatted(diff.unchanged());
        }
        return "**%d added, %d changed, %d removed**, %d as they are.\n\n"
                .formatted(
                        diff.count(State.ADDED),
                        diff.count(State.CHANGED),
                        diff.count(State.REMOVED),
                        diff.unchanged());
    }

    private static void addObjections(Text text, List<Objection> objections) {
        if (objections.isEmpty()) {
            return;
        }
        text.add("\n| | Rule | Object | What |\n|---|---|---|---|\n");
        objections.stream()
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .forEach(one -> text.add("| %s | %s | %s | %s %s |\n"
                        .formatted(
                                one.severity() == Severity.DENY ? "**denied**" : "warning",
                                one.rule(),
                                escaped(one.object()),
                                code(one.path()),
                                escaped(one.message()))));
    }

    private static void addFootprint(Text text, Total before, Total after, @Nullable Monthly monthly) {
        if (before.equals(after)) {
            return;
        }
        text.add("\n| Asked of the cluster | Before | After |\n|---|---|---|\n");
        text.add("| CPU, cores | %s | %s |\n"
                .formatted(range(before.cpuFrom(), before.cpuTo()), range(after.cpuFrom(), after.cpuTo())));
        text.add("| Memory, GiB | %s | %s |\n"
                .formatted(range(before.memoryFrom(), before.memoryTo()), range(after.memoryFrom(), after.memoryTo())));
        if (monthly != null) {
            text.add("| Cost a month, %s | %s | %s (%s) |\n"
                    .formatted(
                            monthly.currency(),
                            monthly.before().toPlainString(),
                            monthly.after().toPlainString(),
                            signed(monthly.after().subtract(monthly.before()))));
        }
    }

    private static String signed(BigDecimal change) {
        return change.signum() > 0 ? "+" + change.toPlainString() : change.toPlainString();
    }

    private static String range(BigDecimal from, BigDecimal to) {
        return from.compareTo(to) == 0
                ? from.toPlainString()
                : "%s to %s".formatted(from.toPlainString(), to.toPlainString());
    }

    private static void addObject(Text text, ObjectChange change) {
        String title = "%s %s".formatted(change.state().name().toLowerCase(Locale.ROOT), change.object());
        if (change.fields().isEmpty()) {
            text.add("\n- %s\n".formatted(escaped(title)));
            return;
        }
        text.open("\n<details><summary>%s: %d %s</summary>\n\n| Field | Before | After |\n|---|---|---|\n"
                .formatted(
                        escaped(title), change.fields().size(), change.fields().size() == 1 ? "field" : "fields"));
        change.fields().forEach(field -> text.add(row(field)));
        text.close();
    }

    private static String row(FieldChange field) {
        return "| %s | %s | %s |\n".formatted(code(field.path()), shown(field.before()), shown(field.after()));
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "" : code(value.isString() ? value.stringValue() : value.toString());
    }

    /** What is between backticks is shown as it is, but for backticks themselves, ends of lines and of cells. */
    private static String code(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
                .replace('`', '\'')
                .strip();
        String cut = line.codePointCount(0, line.length()) > LONGEST_VALUE
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE)) + "…"
                : line;
        return cut.isEmpty() ? "` `" : "`%s`".formatted(cut.replace("|", "\\|"));
    }

    private static String escaped(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;");
        return line.replaceAll("([\\\\`*_\\[\\]|!#@~])", "\\\\$1");
    }

    /** Ends before it is too long. */
    private static final class Text {

        private final StringBuilder text = new StringBuilder();
        private boolean isOpen;
        private boolean isCut;

        void add(String more) {
            if (isCut || text.length() + more.length() + CLOSED.length() + CUT.length() > LONGEST) {
                isCut = true;
                return;
            }
            text.append(more);
        }

        void open(String more) {
            add(more);
            isOpen = !isCut;
        }

        void close() {
            if (isOpen) {
                text.append(CLOSED);
            }
            isOpen = false;
        }

        String whole() {
            return isCut ? text + CUT : text.toString();
        }
    }
}
