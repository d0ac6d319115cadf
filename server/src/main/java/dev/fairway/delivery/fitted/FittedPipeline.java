package dev.fairway.delivery.fitted;

import org.jspecify.annotations.Nullable;

/**
 * A pipeline that was proposed to a repository.
 *
 * @param version of the template that was proposed last
 * @param base what the golden path was when the repository took it last; null before that
 * @param proposed what it was when it was proposed last
 * @param number of the change request; null where none waits
 * @param head commit that it was at then
 * @param declined what somebody closed without merging; null for nothing
 */
record FittedPipeline(
        String repositoryId,
        String service,
        String version,
        @Nullable String base,
        String proposed,
        @Nullable Integer number,
        @Nullable String head,
        @Nullable String declined) {

    static FittedPipeline fresh(String repositoryId, String service, String version, String golden) {
        return new FittedPipeline(repositoryId, service, version, null, golden, null, null, null);
    }

    FittedPipeline merged() {
        return new FittedPipeline(repositoryId, service, version, proposed, proposed, null, null, null);
    }

    FittedPipeline closed() {
        return new FittedPipeline(repositoryId, service, version, base, proposed, null, null, proposed);
    }

    /** The repository is as the golden path is. */
    FittedPipeline having(String golden) {
        return new FittedPipeline(repositoryId, service, version, golden, proposed, number, head, declined);
    }

    FittedPipeline proposing(String golden, String newVersion, int request, String commit) {
        return new FittedPipeline(repositoryId, service, newVersion, base, golden, request, commit, null);
    }
}
