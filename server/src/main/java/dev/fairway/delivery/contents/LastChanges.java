package dev.fairway.delivery.contents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Finds in one walk which commit changed each entry of a folder last; only the newest 2,000 of its commits are looked at. */
record LastChanges(Repository git, String folder) {

    private static final int MOST_COMMITS = 2_000;

    Map<String, CommitLine> of(RevCommit head, List<Contents.TreeEntry> entries) throws IOException {
        Set<String> open = new HashSet<>();
        entries.forEach(entry -> open.add(entry.name()));
        Map<String, CommitLine> last = new HashMap<>();
        try (RevWalk walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(head));
            walk.setRewriteParents(false);
            if (!folder.isEmpty()) {
                walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
            }
            RevCommit commit = walk.next();
            for (int seen = 0; commit != null && !open.isEmpty() && seen < MOST_COMMITS; seen++) {
                for (String name : changed(walk, commit, open)) {
                    open.remove(name);
                    last.put(name, CommitLine.of(commit));
                }
                commit = walk.next();
            }
        }
        return last;
    }

    /** What differs from every parent. */
    private List<String> changed(RevWalk walk, RevCommit commit, Set<String> names) throws IOException {
        Map<String, ObjectId> now = ids(commit);
        List<String> changed = new ArrayList<>(names);
        for (RevCommit parent : commit.getParents()) {
            Map<String, ObjectId> before = ids(walk.parseCommit(parent));
            changed.removeIf(name -> Objects.equals(now.get(name), before.get(name)));
        }
        return changed;
    }

    private Map<String, ObjectId> ids(RevCommit commit) throws IOException {
        Map<String, ObjectId> ids = new HashMap<>();
        Optional<ObjectId> tree = Contents.tree(git, commit, folder);
        if (tree.isPresent()) {
            try (TreeWalk walk = new TreeWalk(git)) {
                walk.addTree(tree.get());
                while (walk.next()) {
                    ids.put(walk.getNameString(), walk.getObjectId(0));
                }
            }
        }
        return ids;
    }
}
