package dev.fairway.delivery.contents;

import dev.fairway.delivery.contents.DiffLine.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.patch.FileHeader;

/** Takes the lines of differences until there are too many. For one difference, file after file. */
final class ShownLines {

    private static final long LARGEST_FILE = 1024L * 1024;
    private static final int MOST_OF_A_FILE = 3_000;
    private static final int MOST = 20_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final int CONTEXT = 3;

    private final DiffFormatter formatter;
    private final ObjectReader reader;
    private int linesLeft = MOST;
    private int charactersLeft = MOST_CHARACTERS;

    ShownLines(DiffFormatter formatter, ObjectReader reader) {
        this.formatter = formatter;
        this.reader = reader;
    }

    FileDiff of(DiffEntry entry) {
        try {
            if (isTooLarge(entry)) {
                return file(entry, false, new EditList(), true, List.of());
            }
            FileHeader header = formatter.toFileHeader(entry);
            if (header.getPatchType() != FileHeader.PatchType.UNIFIED) {
                return file(entry, true, new EditList(), false, List.of());
            }
            OneFile lines = new OneFile(text(entry, DiffEntry.Side.OLD), text(entry, DiffEntry.Side.NEW));
            EditList edits = header.toEditList();
            List<DiffHunk> hunks = lines.hunks(edits);
            return file(entry, false, edits, lines.cut, hunks);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileDiff file(DiffEntry entry, boolean binary, EditList edits, boolean cut, List<DiffHunk> hunks) {
        DiffEntry.ChangeType type = entry.getChangeType();
        return new FileDiff(
                type == DiffEntry.ChangeType.ADD ? null : entry.getOldPath(),
                type == DiffEntry.ChangeType.DELETE ? null : entry.getNewPath(),
                change(type),
                binary,
                edits.stream().mapToInt(Edit::getLengthB).sum(),
                edits.stream().mapToInt(Edit::getLengthA).sum(),
                cut,
                hunks);
    }

    private static FileDiff.Change change(DiffEntry.ChangeType type) {
        return switch (type) {
            case ADD -> FileDiff.Change.ADDED;
            case DELETE -> FileDiff.Change.DELETED;
            case RENAME -> FileDiff.Change.RENAMED;
            case COPY -> FileDiff.Change.COPIED;
            case MODIFY -> FileDiff.Change.MODIFIED;
        };
    }

    private boolean isTooLarge(DiffEntry entry) throws IOException {
        for (DiffEntry.Side side : List.of(DiffEntry.Side.OLD, DiffEntry.Side.NEW)) {
            if (isFile(entry.getMode(side))
                    && reader.getObjectSize(entry.getId(side).toObjectId(), ObjectReader.OBJ_ANY) > LARGEST_FILE) {
                return true;
            }
        }
        return false;
    }

    /** A submodule has no content here; its commit is shown as Git shows it. */
    private RawText text(DiffEntry entry, DiffEntry.Side side) throws IOException {
        FileMode mode = entry.getMode(side);
        if (mode == FileMode.MISSING) {
            return RawText.EMPTY_TEXT;
        }
        if (mode == FileMode.GITLINK) {
            String commit = "Subproject commit " + entry.getId(side).name() + "\n";
            return new RawText(commit.getBytes(StandardCharsets.UTF_8));
        }
        return new RawText(reader.open(entry.getId(side).toObjectId()).getCachedBytes((int) LARGEST_FILE));
    }

    private static boolean isFile(FileMode mode) {
        return mode != FileMode.MISSING && mode != FileMode.GITLINK;
    }

    /** One file before and after. */
    private final class OneFile {

        private final RawText before;
        private final RawText after;
        private int left = MOST_OF_A_FILE;
        private boolean full;
        private boolean cut;

        OneFile(RawText before, RawText after) {
            this.before = before;
            this.after = after;
        }

        /** Changes that are near each other share a hunk. */
        List<DiffHunk> hunks(EditList edits) {
            List<DiffHunk> hunks = new ArrayList<>();
            int first = 0;
            while (first < edits.size() && !full) {
                int last = first;
                while (last + 1 < edits.size()
                        && edits.get(last + 1).getBeginA() - edits.get(last).getEndA() <= 2 * CONTEXT) {
                    last++;
                }
                hunks.add(hunk(edits.subList(first, last + 1)));
                first = last + 1;
            }
            return hunks;
        }

        private DiffHunk hunk(List<Edit> edits) {
            Edit begin = edits.getFirst();
            Edit end = edits.getLast();
            int context = Math.min(CONTEXT, Math.min(begin.getBeginA(), begin.getBeginB()));
            int oldStart = begin.getBeginA() - context;
            int newStart = begin.getBeginB() - context;
            int oldEnd = Math.min(before.size(), end.getEndA() + CONTEXT);
            List<DiffLine> lines = new ArrayList<>();
            int a = oldStart;
            int b = newStart;
            for (Edit edit : edits) {
                for (; a < edit.getBeginA(); a++, b++) {
                    add(lines, Kind.CONTEXT, a, b);
                }
                for (; a < edit.getEndA(); a++) {
                    add(lines, Kind.REMOVED, a, b);
                }
                for (; b < edit.getEndB(); b++) {
                    add(lines, Kind.ADDED, a, b);
                }
            }
            for (; a < oldEnd; a++, b++) {
                add(lines, Kind.CONTEXT, a, b);
            }
            return new DiffHunk(oldStart + 1, oldEnd - oldStart, newStart + 1, b - newStart, lines);
        }

        private void add(List<DiffLine> lines, Kind kind, int a, int b) {
            if (left == 0 || linesLeft == 0 || charactersLeft <= 0) {
                full = true;
                cut = true;
                return;
            }
            left--;
            linesLeft--;
            String text = shortened(kind == Kind.ADDED ? after.getString(b) : before.getString(a));
            charactersLeft -= text.length();
            lines.add(new DiffLine(kind, kind == Kind.ADDED ? null : a + 1, kind == Kind.REMOVED ? null : b + 1, text));
        }

        private String shortened(String line) {
            if (line.length() <= LONGEST_LINE) {
                return line;
            }
            cut = true;
            return line.substring(0, LONGEST_LINE) + "…";
        }
    }
}
