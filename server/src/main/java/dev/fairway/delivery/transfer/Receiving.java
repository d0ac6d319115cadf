package dev.fairway.delivery.transfer;

import dev.fairway.access.Actor;
import dev.fairway.access.CurrentActor;
import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Movements;
import java.io.IOException;
import java.util.Collection;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UnpackErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes pushes: every object is checked, sizes are limited, branches are guarded, and what moved is told. */
@Component
class Receiving {

    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);
    private static final long MOST_COMMAND_BYTES = 1024L * 1024;

    private final DeliverySettings settings;
    private final Movements movements;

    Receiving(DeliverySettings settings, Movements movements) {
        this.settings = settings;
        this.movements = movements;
    }

    ReceivePack into(HostedRepository repository, Repository opened) {
        Actor actor = CurrentActor.require();
        ReceivePack receiving = new ReceivePack(opened);
        receiving.setTimeout(GitConfiguration.LONGEST_SILENCE_SECONDS);
        receiving.setRefLogIdent(new PersonIdent(actor.name(), actor.name()));
        receiving.setRefFilter(GitFolders.SHOWN);
        receiving.setCheckReceivedObjects(true);
        receiving.setObjectChecker(new ObjectChecker().setSafeForMacOS(true));
        receiving.setMaxCommandBytes(MOST_COMMAND_BYTES);
        receiving.setMaxPackSizeLimit(settings.maxPack().toBytes());
        receiving.setMaxObjectSizeLimit(settings.maxFile().toBytes());
        receiving.setAllowNonFastForwards(true);
        receiving.setPreReceiveHook(new BranchGuard(repository));
        receiving.setPostReceiveHook((received, commands) -> {
            settle(repository, actor, commands);
            nameAbsentBranch(repository, received);
        });
        UnpackErrorHandler usual = receiving.getUnpackErrorHandler();
        receiving.setUnpackErrorHandler(failure -> {
            receiving.sendMessage(sentence(failure));
            usual.handleUnpackException(failure);
        });
        return receiving;
    }

    /** What cannot be told now is told by the job that settles pushes: the branches have moved. */
    private void settle(HostedRepository repository, Actor actor, Collection<ReceiveCommand> commands) {
        if (commands.isEmpty()) {
            return;
        }
        try {
            movements.settle(repository.id(), actor);
        } catch (RuntimeException failure) {
            LOG.warn("A push to {} is told later", repository.name(), failure);
        }
    }

    /** A clone of an empty repository begins with whatever branch its owner's git is used to. */
    private static void nameAbsentBranch(HostedRepository repository, ReceivePack received) {
        String branch = repository.defaultBranch();
        try {
            if (received.getRepository().exactRef(Constants.R_HEADS + branch) == null) {
                received.sendMessage(
                        "The default branch %s is not there yet, so clones come out empty; push to it, or make another one the default"
                                .formatted(branch));
            }
        } catch (IOException failure) {
            LOG.debug("The default branch of {} cannot be looked at", repository.name(), failure);
        }
    }

    private String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLargeObjectInPackException) {
                return "A file is larger than %,d bytes, which is the most that is taken here; keep large files elsewhere"
                        .formatted(settings.maxFile().toBytes());
            }
            if (cause instanceof TooLargePackException) {
                return "This push sends more than %,d bytes, which is the most that is taken at once; push fewer commits at a time"
                        .formatted(settings.maxPack().toBytes());
            }
        }
        return "Nothing of this push was taken: " + root(failure).getMessage();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
