package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.Revisions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The files of a commit in a folder of their own. Symbolic links come last, so that nothing is written through one. */
@Component
class Checkout {

    private static final String FOLDER = "fairway-pipeline-";

    private final GitFolders folders;

    Checkout(GitFolders folders) {
        this.folders = folders;
    }

    /** @return the folder, to be deleted by the caller */
    Path of(String repositoryId, String commit) {
        try (Repository git = folders.open(repositoryId);
                ObjectReader reader = git.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            Path folder = Files.createTempDirectory(FOLDER).toRealPath();
            Map<Path, String> links = new LinkedHashMap<>();
            walk.addTree(Revisions.get(git, commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                Path file = folder.resolve(walk.getPathString()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("A path leads out of the repository: " + walk.getPathString());
                }
                Files.createDirectories(file.getParent());
                FileMode mode = walk.getFileMode(0);
                if (mode == FileMode.SYMLINK) {
                    links.put(file, new String(reader.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
                } else if (mode != FileMode.GITLINK) {
                    write(walk, reader, file, mode);
                }
            }
            for (Map.Entry<Path, String> link : links.entrySet()) {
                Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
            }
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(TreeWalk walk, ObjectReader reader, Path file, FileMode mode) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            reader.open(walk.getObjectId(0)).copyTo(out);
        }
        if (mode == FileMode.EXECUTABLE_FILE) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    /** Links are deleted, and not what they point to. */
    static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
