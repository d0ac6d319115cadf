package dev.fairway.delivery.golden;

import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.InvalidInput;
import java.util.Map;

/** Pipelines that a repository gets together with its Dockerfile, because somebody asks for them. */
public interface CiPipelines {

    /**
     * Contents by path; nothing for a repository that has them already, as they follow by themselves from then on.
     *
     * @throws InvalidInput naming {@code ci} when the repository has a pipeline that is not from here
     */
    Map<String, String> files(CiSystem system, RepositoryAt repository);

    /** A change request has them. */
    void proposed(CiSystem system, RepositoryAt repository, Map<String, String> files, HostRequest request);
}
