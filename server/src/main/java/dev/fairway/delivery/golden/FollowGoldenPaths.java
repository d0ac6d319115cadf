package dev.fairway.delivery.golden;

import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequestChanged;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryChanged;
import dev.fairway.delivery.hosts.ExternalRepositoryChanged;
import dev.fairway.delivery.hosts.RepositoryForgotten;
import dev.fairway.delivery.incoming.ExternalPushed;
import dev.fairway.delivery.incoming.ExternalRequestMoved;
import dev.fairway.shared.jobs.Chores;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has repositories looked at when they or the golden path change, in the transaction that tells of it. */
@Component
class FollowGoldenPaths {

    private final Uses uses;
    private final Repositories repositories;
    private final Contents contents;
    private final Chores chores;

    FollowGoldenPaths(Uses uses, Repositories repositories, Contents contents, Chores chores) {
        this.uses = uses;
        this.repositories = repositories;
        this.contents = contents;
        this.chores = chores;
    }

    @EventListener
    void on(Pushed push) {
        String branch = push.branch();
        if (branch == null || push.to() == null) {
            return;
        }
        if (push.repository().equals(GoldenPaths.NAME.toString()) && branch.equals(OwnRepositories.BRANCH)) {
            chores.add(UpdateUses.KIND, push.to());
        }
        HostedRepository repository = repositories.byId(push.repositoryId());
        boolean isToSee = branch.equals(repository.defaultBranch())
                && (uses.find(repository.id()).isPresent()
                        || contents.text(repository, new At(push.to(), AdoptionRecord.FILE))
                                .isPresent());
        if (isToSee) {
            chores.add(LookAtUse.KIND, repository.id());
        }
    }

    @EventListener
    void on(RepositoryChanged change) {
        if (change.before() != null
                && change.after() != null
                && !change.before().defaultBranch().equals(change.after().defaultBranch())) {
            chores.add(LookAtUse.KIND, change.repositoryId());
        }
    }

    @EventListener
    void on(RepositoryForgotten repository) {
        uses.remove(repository.id());
    }

    /** What is in it is asked for later: its host is slower than this transaction. */
    @EventListener
    void on(ExternalPushed push) {
        if (push.branch().equals(push.repository().defaultBranch()) && push.to() != null) {
            chores.add(LookAtUse.KIND, push.repository().id());
        }
    }

    @EventListener
    void on(ExternalRepositoryChanged change) {
        if (change.now() != null) {
            chores.add(LookAtUse.KIND, change.now().at().id());
        }
    }

    @EventListener
    void on(ExternalRequestMoved request) {
        decide(request.repository().id(), request.number(), request.state());
    }

    /** Who closes an update says no to it, until it is opened again. */
    @EventListener
    void on(ChangeRequestChanged change) {
        ChangeRequest now = change.now();
        boolean isMoved = change.earlier() != null && change.earlier().state() != now.state();
        if (isMoved) {
            decide(now.repositoryId(), now.number(), now.state());
        }
    }

    private void decide(String repositoryId, int number, ChangeRequest.State state) {
        if (state != ChangeRequest.State.MERGED) {
            uses.find(repositoryId)
                    .filter(use -> Integer.valueOf(number).equals(use.proposed().number()))
                    .ifPresent(use -> decide(
                            use,
                            state == ChangeRequest.State.CLOSED ? use.proposed().target() : null));
        }
    }

    private void decide(Use use, @Nullable String declined) {
        uses.save(use.decided(declined));
        chores.add(LookAtUse.KIND, use.repositoryId());
    }
}
