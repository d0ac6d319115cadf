package dev.fairway.delivery.git;

import dev.fairway.shared.InvalidInput;
import fairway.tables.delivery.tables.records.RepositoryRecord;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** What somebody says a repository is to be. */
public record WrittenRepository(
        RepositoryName name, String description, String defaultBranch, Protection protection, List<Grant> grants) {

    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_BRANCH = 200;
    private static final int MOST_GRANTS = 100;

    public WrittenRepository {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new InvalidInput("description", "has at most %d characters".formatted(LONGEST_DESCRIPTION));
        }
        checkBranch("defaultBranch", defaultBranch);
        if (grants.size() > MOST_GRANTS) {
            throw new InvalidInput(
                    "grants",
                    "has %d; at most %d, so give the right to a team instead".formatted(grants.size(), MOST_GRANTS));
        }
        long distinct = grants.stream()
                .map(grant -> List.of(grant.kind(), grant.name()))
                .distinct()
                .count();
        if (distinct < grants.size()) {
            throw new InvalidInput("grants", "names somebody twice; keep one of the two");
        }
    }

    /** An empty one with usual protection of its branch {@code main}. */
    public static WrittenRepository usual(RepositoryName name, String description) {
        return new WrittenRepository(name, description, "main", Protection.USUAL, List.of());
    }

    static WrittenRepository of(HostedRepository repository) {
        return new WrittenRepository(
                repository.name(),
                repository.description(),
                repository.defaultBranch(),
                repository.protection(),
                repository.grants());
    }

    /** @throws InvalidInput naming the field */
    public static String checkBranch(String field, String branch) {
        if (branch.length() > LONGEST_BRANCH
                || branch.startsWith("-")
                || !Repository.isValidRefName(Constants.R_HEADS + branch)) {
            throw new InvalidInput(
                    field,
                    "\"%s\" cannot name a branch; use up to %d letters, digits, -, _ and /"
                            .formatted(branch, LONGEST_BRANCH));
        }
        return branch;
    }

    RepositoryRecord row() {
        RepositoryRecord row = new RepositoryRecord();
        row.setDescription(description);
        row.setDefaultBranch(defaultBranch);
        row.setProtected(protection.enabled());
        row.setRequiredApprovals(protection.requiredApprovals());
        row.setStaleApprovals(protection.staleApprovals());
        row.setRequiredChecks(protection.requiredChecks().toArray(String[]::new));
        return row;
    }
}
