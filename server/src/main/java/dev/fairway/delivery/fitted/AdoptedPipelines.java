package dev.fairway.delivery.fitted;

import dev.fairway.delivery.fitted.FittedPipeline.Proposed;
import dev.fairway.delivery.golden.CiPipelines;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.hosts.RepositoryLocks;
import dev.fairway.shared.InvalidInput;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pipelines that come with a Dockerfile in one change request; later changes are proposed as those of all others. */
@Component
class AdoptedPipelines implements CiPipelines {

    private final GoldenPipelines golden;
    private final FittedPipelines fitted;
    private final PipelineFacts facts;
    private final GitHosts hosts;
    private final RepositoryLocks locks;

    AdoptedPipelines(
            GoldenPipelines golden,
            FittedPipelines fitted,
            PipelineFacts facts,
            GitHosts hosts,
            RepositoryLocks locks) {
        this.golden = golden;
        this.fitted = fitted;
        this.facts = facts;
        this.hosts = hosts;
        this.locks = locks;
    }

    @Override
    public Map<String, String> files(CiSystem system, RepositoryAt repository) {
        Optional<FittedPipeline> known =
                fitted.find(repository.id()).filter(one -> one.taken().base() != null);
        if (known.isPresent()) {
            if (known.get().system() != system) {
                throw new InvalidInput(
                        "ci",
                        "%s has the pipeline %s of the golden path; remove it first"
                                .formatted(
                                        repository.name(), known.get().system().file()));
            }
            return Map.of();
        }
        requireNoOther(system, repository);
        Map<String, String> files = golden.of(system, repository, service(repository));
        if (files.isEmpty()) {
            throw new InvalidInput("ci", "the golden path has no pipeline for %s".formatted(system));
        }
        return files;
    }

    private void requireNoOther(CiSystem system, RepositoryAt repository) {
        GitHost host = hosts.of(repository);
        host.head(repository, repository.defaultBranch())
                .flatMap(head -> host.text(repository, head, system.file()))
                .filter(own -> !CiTemplate.made(own))
                .ifPresent(own -> {
                    throw new InvalidInput(
                            "ci",
                            "%s has a %s of its own; leave it, and report what its tests come to by one call"
                                    .formatted(repository.name(), system.file()));
                });
    }

    /** One that is delivered from a repository; null for none. */
    private @Nullable String service(RepositoryAt repository) {
        return facts.services(repository).stream().findFirst().orElse(null);
    }

    @Override
    @Transactional
    public void proposed(CiSystem system, RepositoryAt repository, Map<String, String> files, HostRequest request) {
        locks.lock(repository.id());
        FittedPipeline fresh =
                FittedPipeline.fresh(repository.id(), service(repository), system, golden.version(system), files);
        fitted.save(fresh.proposing(
                new Proposed(golden.version(system), files, request.number(), request.head(), null, null)));
    }
}
