package dev.fairway.delivery.golden;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What brings a repository from one version of its template to another.
 *
 * @param from what it records
 * @param files merged, by path, with the record; null where a file is to go
 * @param clashes what a merge cannot decide, at most 20; such files are not among the files
 * @param leftOut arguments that the new version does not take, each with its reason
 */
record TemplateUpdate(
        AdoptionRecord from,
        DockerTemplate to,
        Map<String, @Nullable String> files,
        List<Clash> clashes,
        List<Problem> leftOut) {

    private static final int MOST_CLASHES = 20;
    private static final int LONGEST_DESCRIPTION = 18_000;

    /**
     * @param before the template as the repository got it
     * @param own the files of the repository by path; null for what it has not
     * @throws InvalidInput when what is recorded never was possible
     */
    static TemplateUpdate of(
            AdoptionRecord record, DockerTemplate before, DockerTemplate now, Function<String, @Nullable String> own) {
        Map<String, String> base = before.render(record.arguments());
        List<Problem> leftOut = new ArrayList<>();
        ObjectNode arguments = fitting(record.arguments(), now, leftOut);
        Map<String, String> golden = now.render(arguments);
        TreeSet<String> paths = new TreeSet<>(base.keySet());
        paths.addAll(golden.keySet());
        Map<String, @Nullable String> files = new TreeMap<>();
        List<Clash> clashes = new ArrayList<>();
        for (String path : paths) {
            String there = own.apply(path);
            MergedFile merged =
                    whole(path, MergedFile.of(path, base.get(path), there, golden.get(path)), there, golden);
            clashes.addAll(merged.clashes());
            if (merged.clashes().isEmpty() && (merged.text() != null || there != null)) {
                files.put(path, merged.text());
            }
        }
        files.put(
                AdoptionRecord.FILE,
                AdoptionRecord.of(now, arguments, record.service()).text());
        return new TemplateUpdate(
                record, now, files, clashes.stream().limit(MOST_CLASHES).toList(), leftOut);
    }

    /** Lines of JSON that merge may be none together. */
    private static MergedFile whole(String path, MergedFile merged, @Nullable String own, Map<String, String> golden) {
        String text = merged.text();
        return !path.equals(Dashboard.FILE) || text == null || !merged.clashes().isEmpty() || isJson(text)
                ? merged
                : new MergedFile(own, List.of(new Clash(path, 0, own, golden.get(path))));
    }

    private static boolean isJson(String text) {
        try {
            return Json.read(text).isObject();
        } catch (JacksonException none) {
            return false;
        }
    }

    private static ObjectNode fitting(ObjectNode recorded, DockerTemplate now, List<Problem> leftOut) {
        ObjectNode fitting = Json.object();
        Json.fields(recorded).forEach((name, value) -> {
            ObjectNode alone = Json.object();
            alone.set(name, value);
            try {
                now.render(alone);
                fitting.set(name, value);
            } catch (InvalidInput unfit) {
                leftOut.add(new Problem(name, unfit.problems().getFirst().message()));
            }
        });
        return fitting;
    }

    boolean isClean() {
        return clashes.isEmpty();
    }

    /** The same, with the golden path's lines wherever the two clash: what the repository has there is lost. */
    TemplateUpdate overOwn() {
        Map<String, @Nullable String> all = new TreeMap<>(files);
        ObjectNode arguments = AdoptionRecord.read(
                        Optional.ofNullable(files.get(AdoptionRecord.FILE)).orElse(""))
                .arguments();
        Map<String, String> golden = to.render(arguments);
        clashes.forEach(clash -> all.put(clash.file(), golden.get(clash.file())));
        return new TemplateUpdate(from, to, all, clashes, leftOut);
    }

    /** What names it: the same for the same version with the same files. */
    String target() {
        return target(to);
    }

    static String target(DockerTemplate template) {
        return "%s %s".formatted(template.version(), template.digest());
    }

    String branch() {
        return "golden-path/%s-%s-%.8s".formatted(to.name(), to.version(), to.digest());
    }

    String title() {
        return from.version().equals(to.version())
                ? "Follow the golden path %s %s".formatted(to.name(), to.version())
                : "Update the golden path %s from %s to %s".formatted(to.name(), from.version(), to.version());
    }

    /** In Markdown; what is too much for a change request is counted. */
    String description() {
        StringBuilder text =
                new StringBuilder("The platform team changed how %s is built. Lines of your own stay as they are.\n"
                        .formatted(to.title()));
        list(
                text,
                "The new version does not take these arguments, so its own defaults count:",
                leftOut.stream()
                        .map(one -> "- `%s`: %s\n".formatted(one.path(), one.message()))
                        .toList());
        list(
                text,
                "**These lines of yours are lost**, as both sides changed them:",
                clashes.stream().map(TemplateUpdate::lost).toList());
        return text.append("\nTry it: `docker build .` works with it as it is.\n")
                .toString();
    }

    private static void list(StringBuilder text, String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        text.append("\n").append(title).append("\n\n");
        int shown = 0;
        for (String item : items) {
            if (text.length() + item.length() > LONGEST_DESCRIPTION) {
                text.append("\n%,d more are not shown here.\n".formatted(items.size() - shown));
                return;
            }
            text.append(item);
            shown++;
        }
    }

    /** Indented, as what is in it may look like the end of a block. */
    private static String lost(Clash clash) {
        String own = clash.own();
        String place = clash.line() == 0 ? "" : " from line %d".formatted(clash.line());
        String lines = own == null ? "    (no such file)" : own.indent(4).stripTrailing();
        return "`%s`%s\n\n%s\n\n".formatted(clash.file(), place, lines);
    }

    List<FileChange> changes() {
        List<FileChange> changes = new ArrayList<>();
        files.forEach(
                (path, text) -> changes.add(text == null ? FileChange.delete(path) : FileChange.write(path, text)));
        return changes;
    }
}
