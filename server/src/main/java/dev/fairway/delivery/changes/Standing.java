package dev.fairway.delivery.changes;

import dev.fairway.delivery.git.HostedRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a change request stands. */
@Component
class Standing {

    private final MergeDemands demands;
    private final Reviewers reviewers;
    private final Reviews reviews;
    private final Checks checks;

    Standing(MergeDemands demands, Reviewers reviewers, Reviews reviews, Checks checks) {
        this.demands = demands;
        this.reviewers = reviewers;
        this.reviews = reviews;
        this.checks = checks;
    }

    @Nullable
    Mergeability mergeability(HostedRepository repository, ChangeRequest request) {
        return request.state() == ChangeRequest.State.OPEN ? demands.mergeability(repository, request) : null;
    }

    List<Reviewers.Reviewer> reviewers(ChangeRequest request) {
        return reviewers.of(request);
    }

    List<Review> reviews(ChangeRequest request) {
        return reviews.latest(request);
    }

    List<CheckResult> checks(ChangeRequest request) {
        return checks.of(request.repositoryId(), request.commits().head());
    }
}
