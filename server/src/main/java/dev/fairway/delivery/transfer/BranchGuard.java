package dev.fairway.delivery.transfer;

import dev.fairway.delivery.git.HostedRepository;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;

/** Refuses movements of branches and tags that a client may not ask for, and says why. */
final class BranchGuard implements PreReceiveHook {

    private static final int MOST_REFS = 200;
    private static final int LONGEST_NAME = 200;

    private final HostedRepository repository;

    BranchGuard(HostedRepository repository) {
        this.repository = repository;
    }

    @Override
    public void onPreReceive(ReceivePack receiving, Collection<ReceiveCommand> commands) {
        Set<String> sentences = new LinkedHashSet<>();
        for (ReceiveCommand command : commands) {
            String refusal = commands.size() > MOST_REFS ? tooMany(commands.size()) : refusal(command);
            if (refusal != null) {
                command.setResult(Result.REJECTED_OTHER_REASON, refusal);
                sentences.add(refusal);
            }
        }
        sentences.forEach(receiving::sendMessage);
    }

    private static String tooMany(int count) {
        return "%,d branches and tags are pushed at once; push at most %,d".formatted(count, MOST_REFS);
    }

    private @Nullable String refusal(ReceiveCommand command) {
        String ref = command.getRefName();
        if (!ref.startsWith(Constants.R_HEADS) && !ref.startsWith(Constants.R_TAGS)) {
            return "%s is neither a branch nor a tag; push to refs/heads/ or refs/tags/".formatted(ref);
        }
        if (ref.length() > LONGEST_NAME + Constants.R_HEADS.length()) {
            return "A name has at most %d characters".formatted(LONGEST_NAME);
        }
        String branch = repository.defaultBranch();
        return ref.equals(Constants.R_HEADS + branch) ? onDefaultBranch(branch, command.getType()) : null;
    }

    private @Nullable String onDefaultBranch(String branch, ReceiveCommand.Type type) {
        return switch (type) {
            case CREATE -> null;
            case DELETE ->
                "%s is the default branch and cannot be deleted; choose another default branch first".formatted(branch);
            case UPDATE_NONFASTFORWARD ->
                "%s is the default branch and takes no forced push; fetch it, rebase, and push again".formatted(branch);
            case UPDATE ->
                repository.protection().enabled()
                        ? "%s is protected; push to a branch of another name and open a change request from it"
                                .formatted(branch)
                        : null;
        };
    }
}
