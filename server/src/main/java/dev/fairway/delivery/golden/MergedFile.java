package dev.fairway.delivery.golden;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/**
 * A file of a repository with what the golden path changed in it.
 *
 * @param text null where there is to be no such file; without meaning where there are clashes
 */
public record MergedFile(@Nullable String text, List<Clash> clashes) {

    /**
     * @param base as the repository got it
     * @param own as it is in the repository
     * @param golden as the golden path has it now; null in each of the three where there is no such file
     */
    public static MergedFile of(String file, @Nullable String base, @Nullable String own, @Nullable String golden) {
        if (Objects.equals(base, golden) || Objects.equals(own, golden)) {
            return new MergedFile(own, List.of());
        }
        if (Objects.equals(base, own)) {
            return new MergedFile(golden, List.of());
        }
        if (own == null || golden == null) {
            return new MergedFile(own, List.of(new Clash(file, 0, own, golden)));
        }
        return merged(file, raw(base == null ? "" : base), raw(own), raw(golden));
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MergedFile merged(String file, RawText base, RawText own, RawText golden) {
        MergeResult<RawText> result = new MergeAlgorithm().merge(RawTextComparator.DEFAULT, base, own, golden);
        StringBuilder text = new StringBuilder();
        List<Clash> clashes = new ArrayList<>();
        MergeChunk first = null;
        for (MergeChunk chunk : result) {
            if (chunk.getConflictState() == ConflictState.FIRST_CONFLICTING_RANGE) {
                first = chunk;
            } else if (chunk.getConflictState() == ConflictState.NEXT_CONFLICTING_RANGE && first != null) {
                clashes.add(new Clash(file, first.getBegin() + 1, lines(own, first), lines(golden, chunk)));
            } else if (chunk.getConflictState() == ConflictState.NO_CONFLICT) {
                append(text, lines(result.getSequences().get(chunk.getSequenceIndex()), chunk));
            }
        }
        return new MergedFile(text.toString(), clashes);
    }

    private static String lines(RawText text, MergeChunk chunk) {
        return text.getString(chunk.getBegin(), chunk.getEnd(), false);
    }

    /** The last line of a file may have no end, and another one may follow here. */
    private static void append(StringBuilder text, String lines) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n' && !lines.isEmpty()) {
            text.append('\n');
        }
        text.append(lines);
    }
}
