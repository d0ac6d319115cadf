package dev.fairway.delivery.changes;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.delivery.changes.Mergeability.Reason;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a protected branch asks for before a change request is merged into it. */
@Component
class MergeDemands {

    private final Trials trials;
    private final Reviews reviews;
    private final Checks checks;
    private final Actors actors;

    MergeDemands(Trials trials, Reviews reviews, Checks checks, Actors actors) {
        this.trials = trials;
        this.reviews = reviews;
        this.checks = checks;
        this.actors = actors;
    }

    /** Of an open one. */
    Mergeability mergeability(HostedRepository repository, ChangeRequest request) {
        Optional<Trial> trial = trials.of(repository, request);
        if (trial.isEmpty()) {
            String gone = "the branch %s is gone".formatted(request.branches().target());
            return Mergeability.of(List.of(), List.of(new Reason("target_gone", gone)));
        }
        boolean isProtected =
                repository.protection().enabled() && request.branches().target().equals(repository.defaultBranch());
        return Mergeability.of(
                trial.get().conflicts(),
                isProtected ? reasons(repository, request, trial.get().owned()) : List.of());
    }

    /** A review and who gave it, with the teams that they are in now. */
    private record Opinion(Review review, Actor by) {
        boolean isApproval() {
            return review.verdict() == Review.Verdict.APPROVED;
        }
    }

    private List<Reason> reasons(HostedRepository repository, ChangeRequest request, List<OwnedPaths> owned) {
        Protection protection = repository.protection();
        List<Opinion> opinions = opinions(request).stream()
                .filter(opinion -> repository.mayWrite(opinion.by()) || isAnyOwner(opinion.by(), owned))
                .toList();
        List<Actor> approvers = opinions.stream()
                .filter(Opinion::isApproval)
                .filter(opinion -> !protection.staleApprovals()
                        || opinion.review().commit().equals(request.commits().head()))
                .map(Opinion::by)
                .toList();
        List<Reason> reasons = new ArrayList<>();
        if (approvers.size() < protection.requiredApprovals()) {
            reasons.add(new Reason(
                    "approvals",
                    "%d of %d approvals are there; they are given by others than %s who may write to %s or own what changed"
                            .formatted(
                                    approvers.size(),
                                    protection.requiredApprovals(),
                                    request.author(),
                                    repository.name())));
        }
        opinions.stream()
                .filter(opinion -> !opinion.isApproval())
                .forEach(opinion -> reasons.add(new Reason(
                        "changes_requested",
                        "%s asks for changes".formatted(opinion.by().name()))));
        owned.stream()
                .filter(paths -> isUnapproved(request, paths, approvers))
                .forEach(paths -> reasons.add(
                        new Reason("owner_approval", "%s has to approve %s".formatted(paths.owner(), paths.paths()))));
        reasons.addAll(ofChecks(protection, request));
        return reasons;
    }

    private List<Opinion> opinions(ChangeRequest request) {
        return reviews.latest(request).stream()
                .filter(review -> !review.reviewer().equals(request.author()))
                .flatMap(review ->
                        actors.named(review.reviewer(), "review").stream().map(by -> new Opinion(review, by)))
                .toList();
    }

    private static boolean isAnyOwner(Actor actor, List<OwnedPaths> owned) {
        return owned.stream().anyMatch(paths -> isOwner(actor, paths.owners()));
    }

    private static boolean isOwner(Actor actor, Set<String> owners) {
        return owners.stream()
                .anyMatch(owner -> owner.startsWith("@")
                        ? actor.teams().contains(owner.substring(1))
                        : owner.equalsIgnoreCase(actor.name()));
    }

    /** What only the author owns nobody else can approve as its owner. */
    private static boolean isUnapproved(ChangeRequest request, OwnedPaths paths, List<Actor> approvers) {
        if (paths.owners().equals(Set.of(request.author()))) {
            return false;
        }
        return approvers.stream().noneMatch(approver -> isOwner(approver, paths.owners()));
    }

    private List<Reason> ofChecks(Protection protection, ChangeRequest request) {
        Map<String, CheckResult> known = checks
                .of(request.repositoryId(), request.commits().head())
                .stream()
                .collect(Collectors.toMap(CheckResult::name, Function.identity()));
        List<Reason> reasons = new ArrayList<>();
        for (String name : protection.requiredChecks()) {
            CheckResult check = known.get(name);
            if (check == null) {
                reasons.add(new Reason("check", "the check \"%s\" has not reported yet".formatted(name)));
            } else if (!check.state().isFine()) {
                reasons.add(new Reason("check", "the check \"%s\" is %s".formatted(name, check.state())));
            }
        }
        return reasons;
    }
}
