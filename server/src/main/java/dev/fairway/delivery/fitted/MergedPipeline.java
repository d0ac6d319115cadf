package dev.fairway.delivery.fitted;

import dev.fairway.delivery.golden.Clash;
import dev.fairway.delivery.golden.MergedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of a pipeline with what the golden path changed in them.
 *
 * @param files by path; null where one is to go; without meaning where there are clashes
 */
record MergedPipeline(Map<String, @Nullable String> files, List<Clash> clashes) {

    /** @param base what the repository took last, by path; nothing before that */
    static MergedPipeline of(Map<String, String> base, Standing now) {
        TreeSet<String> paths = new TreeSet<>(base.keySet());
        paths.addAll(now.golden().keySet());
        Map<String, @Nullable String> files = new TreeMap<>();
        List<Clash> clashes = new ArrayList<>();
        for (String path : paths) {
            MergedFile merged = MergedFile.of(
                    path, base.get(path), now.own().get(path), now.golden().get(path));
            clashes.addAll(merged.clashes());
            files.put(path, merged.text());
        }
        return new MergedPipeline(files, clashes);
    }

    boolean isSame(Map<String, String> own) {
        return files.entrySet().stream().allMatch(file -> Objects.equals(file.getValue(), own.get(file.getKey())));
    }
}
