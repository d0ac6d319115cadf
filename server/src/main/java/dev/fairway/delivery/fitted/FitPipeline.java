package dev.fairway.delivery.fitted;

import dev.fairway.access.Actor;
import dev.fairway.delivery.fitted.FittedPipeline.Seen;
import dev.fairway.delivery.fitted.FittedPipeline.State;
import dev.fairway.delivery.fitted.PipelineProposals.Standing;
import dev.fairway.delivery.fitted.PipelineProposals.Wanted;
import dev.fairway.delivery.golden.AdoptionRecord;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.golden.Clash;
import dev.fairway.delivery.golden.MergedFile;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRefusal;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.hosts.RepositoryLocks;
import dev.fairway.shared.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes a pipeline to the repository of a service that has none, and what the template or the values change in it later. It looks and
 * remembers what it proposed and saw, so that it is done again for any reason. A pipeline that somebody wrote is left alone.
 */
@Component
class FitPipeline {

    private final FittedPipelines fitted;
    private final PipelineFacts facts;
    private final GoldenPipelines golden;
    private final GitHosts hosts;
    private final PipelineProposals proposals;
    private final RepositoryLocks locks;

    FitPipeline(
            FittedPipelines fitted,
            PipelineFacts facts,
            GoldenPipelines golden,
            GitHosts hosts,
            PipelineProposals proposals,
            RepositoryLocks locks) {
        this.fitted = fitted;
        this.facts = facts;
        this.golden = golden;
        this.hosts = hosts;
        this.proposals = proposals;
        this.locks = locks;
    }

    /** Of a service that comes from nowhere that is known nothing; of one that did, that it does not any more. */
    @Transactional
    public void look(String service) {
        Optional<RepositoryAt> repository = facts.repository(service);
        repository.ifPresent(one -> {
            locks.lock(one.id());
            look(service, one);
        });
        String id = repository.map(RepositoryAt::id).orElse("");
        fitted.of(service).stream()
                .filter(pipeline -> !pipeline.repositoryId().equals(id))
                .forEach(pipeline -> fitted.save(pipeline.broken("%s does not come from here".formatted(service))));
    }

    /** Of a repository that has one; nothing of others. */
    @Transactional
    public void lookAt(String repositoryId) {
        locks.lock(repositoryId);
        Optional<FittedPipeline> known = fitted.find(repositoryId);
        if (known.isEmpty()) {
            return;
        }
        String service = known.get().service();
        if (service == null) {
            hosts.find(repositoryId).ifPresent(repository -> look(null, repository));
        } else {
            look(service);
        }
    }

    private void look(@Nullable String service, RepositoryAt repository) {
        Optional<FittedPipeline> there = fitted.find(repository.id());
        FittedPipeline before = there.filter(known -> isFor(known, service))
                .map(known -> known.of(service))
                .orElse(null);
        if (before == null && there.isPresent()) {
            return;
        }
        CiSystem system = before == null ? golden.usual(repository) : before.system();
        try {
            standing(service, hosts.now(repository), system, before)
                    .ifPresentOrElse(
                            now -> fitted.save(before == null ? begun(service, now) : carriedOn(now, before)), () -> {
                                if (before != null) {
                                    fitted.save(before.broken(unfit(system)));
                                }
                            });
        } catch (HostRefusal refusal) {
            if (before != null) {
                fitted.save(before.broken(refusal.reason()));
            }
        }
    }

    private static String unfit(CiSystem system) {
        return system == CiSystem.FAIRWAY
                ? "the golden path has no pipeline for what is in the repository"
                : "%s is not there, or the golden path has no pipeline for %s".formatted(AdoptionRecord.FILE, system);
    }

    /** Its own service; or it has none any more, as that was renamed or removed, or comes from elsewhere. */
    private boolean isFor(FittedPipeline known, @Nullable String service) {
        return known.service() == null
                || known.service().equals(service)
                || facts.repository(known.service())
                        .filter(repository -> repository.id().equals(known.repositoryId()))
                        .isEmpty();
    }

    private Optional<Standing> standing(
            @Nullable String service, RepositoryAt at, CiSystem system, @Nullable FittedPipeline known) {
        GitHost host = hosts.of(at);
        Optional<String> head = host.head(at, at.defaultBranch());
        if (head.isEmpty() || (system != CiSystem.FAIRWAY && !isAdopted(at, head.get()))) {
            return Optional.empty();
        }
        Map<String, String> files = golden.of(system, at, service);
        TreeSet<String> paths = new TreeSet<>(files.keySet());
        Map<String, String> taken = known == null ? null : known.taken().base();
        if (taken != null) {
            paths.addAll(taken.keySet());
        }
        Map<String, String> own = new TreeMap<>();
        paths.forEach(path -> host.text(at, head.get(), path).ifPresent(text -> own.put(path, text)));
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new Standing(at, system, head.get(), own, files, golden.version(system)));
    }

    /** Its image and its tests come from the golden path, which pipelines of CIs outside rely on. */
    private boolean isAdopted(RepositoryAt at, String head) {
        return hosts.of(at).text(at, head, AdoptionRecord.FILE).isPresent();
    }

    /** Of what the repository has already only the golden path is followed. */
    private FittedPipeline begun(@Nullable String service, Standing now) {
        FittedPipeline fresh = FittedPipeline.fresh(now.at().id(), service, now.system(), now.version(), now.golden());
        if (now.isGolden()) {
            return fresh.merged().seen(State.CURRENT);
        }
        if (now.hasPipeline()) {
            return isFromHere(now) ? carriedOn(now, fresh.having(now.own(), null)) : fresh;
        }
        return hasOtherPipelines(now) ? fresh : proposals.propose(now, fresh, Wanted.of(now.golden()), Actor.SYSTEM);
    }

    /** From when nobody wrote down yet who has one: what is there counts as the golden path of then. */
    private static boolean isFromHere(Standing now) {
        return now.system() != CiSystem.FAIRWAY
                && CiTemplate.made(now.own().getOrDefault(now.system().file(), ""));
    }

    /** GitHub takes any number of files. */
    private boolean hasOtherPipelines(Standing now) {
        return now.system() == CiSystem.GITHUB
                && hosts.of(now.at()).files(now.at(), now.head()).stream()
                        .anyMatch(path -> path.matches("\\.github/workflows/[^/]+\\.ya?ml"));
    }

    private FittedPipeline carriedOn(Standing now, FittedPipeline before) {
        Optional<HostRequest> request = proposals.latest(now.at(), before);
        FittedPipeline known = request.map(one -> decided(before, one)).orElse(before);
        if (now.isGolden()) {
            return known.having(now.golden(), now.version()).seen(State.CURRENT);
        }
        Optional<HostRequest> open = request.filter(HostRequest::isOpen);
        if (open.isPresent() && !open.get().source().equals(PipelineProposals.BRANCH)) {
            return known.seen(State.PROPOSED);
        }
        if (open.isPresent() && !open.get().head().equals(known.proposed().head())) {
            return known.seen(new Seen(
                    State.PROPOSED, "somebody pushed to the change request, so it is left to them", List.of()));
        }
        FittedPipeline stands = stands(now, known, open.isPresent());
        return stands == null ? proposals.propose(now, known, wanted(now, known), Actor.SYSTEM) : stands;
    }

    private static FittedPipeline decided(FittedPipeline before, HostRequest request) {
        boolean isClosedHere = before.proposed().number() == null;
        return switch (request.state()) {
            case MERGED -> before.merged();
            case CLOSED -> isClosedHere ? before : before.closed();
            case OPEN -> isClosedHere ? before.reopened(request.head()) : before;
        };
    }

    /** @return null where something is to be proposed */
    private static @Nullable FittedPipeline stands(Standing now, FittedPipeline known, boolean isOpen) {
        boolean isTaken = known.taken().base() != null;
        if (isTaken != now.hasPipeline()) {
            return isOpen ? known.seen(State.PROPOSED) : known.seen(isTaken ? State.REMOVED : State.OWN);
        }
        if (isOpen && now.golden().equals(known.proposed().files())) {
            return known.seen(State.PROPOSED);
        }
        Merged merged = merged(now, known);
        if (!merged.clashes().isEmpty()) {
            return known.seen(new Seen(
                    State.CONFLICT, "the repository and the golden path changed the same lines", merged.clashes()));
        }
        if (merged.isSame(now.own())) {
            return known.upToDate(now.version());
        }
        return isDeclined(now, known) ? known.seen(State.CLOSED) : null;
    }

    private static boolean isDeclined(Standing now, FittedPipeline known) {
        Map<String, String> declined = known.proposed().declined();
        return declined != null && (known.proposed().version().equals(now.version()) || declined.equals(now.golden()));
    }

    /** @param files by path, null where one is to go; without meaning where there are clashes */
    private record Merged(Map<String, @Nullable String> files, List<Clash> clashes) {

        boolean isSame(Map<String, String> own) {
            return files.entrySet().stream().allMatch(file -> Objects.equals(file.getValue(), own.get(file.getKey())));
        }
    }

    private static Merged merged(Standing now, FittedPipeline known) {
        Map<String, String> base = Objects.requireNonNullElse(known.taken().base(), Map.of());
        TreeSet<String> paths = new TreeSet<>(base.keySet());
        paths.addAll(now.golden().keySet());
        Map<String, @Nullable String> files = new TreeMap<>();
        List<Clash> clashes = new ArrayList<>();
        for (String path : paths) {
            MergedFile merged = MergedFile.of(
                    path, base.get(path), now.own().get(path), now.golden().get(path));
            clashes.addAll(merged.clashes());
            files.put(path, merged.text());
        }
        return new Merged(files, clashes);
    }

    /** Where both sides changed the same lines, as the golden path has it. */
    private static Wanted wanted(Standing now, FittedPipeline known) {
        if (!now.hasPipeline()) {
            return Wanted.of(now.golden());
        }
        Merged merged = merged(now, known);
        return merged.clashes().isEmpty()
                ? new Wanted(merged.files(), "")
                : new Wanted(
                        Wanted.of(now.golden()).files(),
                        "\nThe repository and the golden path changed the same lines: this proposes the whole pipeline of the golden path, "
                                + "so look at what the difference takes out.\n");
    }

    /**
     * Proposes it because somebody asks: also what was closed or deleted before, or would lose lines of the repository.
     *
     * @throws Conflict {@code nothing_to_propose} when there is nothing, or it cannot be said
     */
    @Transactional
    public FittedPipeline ask(RepositoryAt repository, Actor actor) {
        lookAt(repository.id());
        FittedPipeline known = fitted.find(repository.id())
                .orElseThrow(
                        () -> nothing(repository, "no service that is delivered from it has a pipeline that fits"));
        switch (known.seen().state()) {
            case PROPOSED -> {
                return known;
            }
            case CURRENT -> throw nothing(repository, "it is as the golden path is");
            case OWN ->
                throw nothing(
                        repository,
                        "it has a pipeline of its own; remove %s, and one is proposed"
                                .formatted(known.system().file()));
            case BROKEN -> throw nothing(repository, String.valueOf(known.seen().reason()));
            case CLOSED, CONFLICT, REMOVED -> {
                Standing now = standing(known.service(), hosts.now(repository), known.system(), known)
                        .orElseThrow();
                FittedPipeline asked = proposals.propose(now, known, wanted(now, known), actor);
                fitted.save(asked);
                return asked;
            }
        }
        throw new AssertionError(known.seen().state());
    }

    private static Conflict nothing(RepositoryAt repository, String why) {
        return new Conflict(
                "nothing_to_propose",
                "There is no pipeline to propose to %s: %s".formatted(repository.name(), why),
                Map.of("repository", repository.name()));
    }
}
