package dev.fairway.delivery.contents;

import dev.fairway.shared.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a commit, as it is to be. Folders below are read where something in them changes and are left alone elsewhere, so that
 * a change costs the same however many files there are.
 */
final class ChangedFolder {

    private final ObjectReader reader;
    private final String path;

    /** By their names, a character for each byte: Git does not say how names are encoded. */
    private final Map<String, Entry> entries = new HashMap<>();

    private final Map<String, ChangedFolder> opened = new HashMap<>();

    private record Entry(FileMode mode, ObjectId id) {

        boolean isFolder() {
            return mode == FileMode.TREE;
        }
    }

    private ChangedFolder(ObjectReader reader, String path) {
        this.reader = reader;
        this.path = path;
    }

    /** The one at the top. @param tree null for an empty one */
    static ChangedFolder of(ObjectReader reader, @Nullable ObjectId tree) throws IOException {
        ChangedFolder folder = new ChangedFolder(reader, "");
        folder.read(tree);
        return folder;
    }

    private void read(@Nullable ObjectId tree) throws IOException {
        if (tree == null) {
            return;
        }
        CanonicalTreeParser all = new CanonicalTreeParser(null, reader, tree);
        while (!all.eof()) {
            byte[] name = new byte[all.getNameLength()];
            all.getName(name, 0);
            entries.put(
                    new String(name, StandardCharsets.ISO_8859_1),
                    new Entry(all.getEntryFileMode(), all.getEntryObjectId()));
            all.next(1);
        }
    }

    /** What is no file, or not there, stays as it is. */
    void delete(String file) throws IOException {
        int slash = file.indexOf('/');
        Entry there = entries.get(key(slash < 0 ? file : file.substring(0, slash)));
        if (there == null || there.isFolder() == (slash < 0)) {
            return;
        }
        if (slash < 0) {
            entries.remove(key(file));
        } else {
            folder(file.substring(0, slash)).delete(file.substring(slash + 1));
        }
    }

    /** Git itself would let a file take the place of a whole folder. */
    void put(String file, FileMode mode, ObjectId content) throws IOException {
        int slash = file.indexOf('/');
        if (slash >= 0) {
            folder(file.substring(0, slash)).put(file.substring(slash + 1), mode, content);
            return;
        }
        if (isFolder(file)) {
            throw new InvalidInput("path", "\"%s\" is a folder; delete what is in it first".formatted(path + file));
        }
        entries.put(key(file), new Entry(mode, content));
        opened.remove(key(file));
    }

    private boolean isFolder(String name) throws IOException {
        Entry there = entries.get(key(name));
        return there != null && there.isFolder() && !folder(name).isEmpty();
    }

    private ChangedFolder folder(String name) throws IOException {
        Entry there = entries.get(key(name));
        if (there != null && !there.isFolder()) {
            throw new InvalidInput("path", "\"%s\" is a file, so that nothing can be below it".formatted(path + name));
        }
        ChangedFolder folder = opened.get(key(name));
        if (folder == null) {
            folder = new ChangedFolder(reader, path + name + "/");
            folder.read(there == null ? null : there.id());
            entries.put(key(name), new Entry(FileMode.TREE, ObjectId.zeroId()));
            opened.put(key(name), folder);
        }
        return folder;
    }

    private boolean isEmpty() {
        return entries.keySet().stream().map(opened::get).allMatch(folder -> folder != null && folder.isEmpty());
    }

    /** Folders that nothing is left in are not written. @return the id of its tree */
    ObjectId write(ObjectInserter inserter) throws IOException {
        for (Map.Entry<String, ChangedFolder> one : opened.entrySet()) {
            if (one.getValue().isEmpty()) {
                entries.remove(one.getKey());
            } else {
                entries.put(
                        one.getKey(), new Entry(FileMode.TREE, one.getValue().write(inserter)));
            }
        }
        TreeFormatter tree = new TreeFormatter();
        inOrder().forEach(one -> {
            byte[] name = one.getKey().getBytes(StandardCharsets.ISO_8859_1);
            tree.append(
                    name, 0, name.length, one.getValue().mode(), one.getValue().id());
        });
        return inserter.insert(tree);
    }

    /** Git compares the names of folders as if they ended in a slash. */
    private List<Map.Entry<String, Entry>> inOrder() {
        return entries.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getValue().isFolder() ? one.getKey() + "/" : one.getKey()))
                .toList();
    }

    private static String key(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
