package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.Proposals;
import dev.fairway.delivery.changes.Proposals.Proposal;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.render.Footprint;
import dev.fairway.delivery.render.Objection;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Values of a service as somebody would have them, before they count: what they would make, and a change request with them. */
@Component
class ValuesDrafts {

    private static final int LONGEST = 65_536;
    private static final int SUFFIX = 8;

    /** Stands for a version where none was released yet. */
    private static final ObjectNode UNRELEASED = (ObjectNode)
            Json.read("{\"image\": {\"tag\": \"unreleased\"}, \"release\": {\"version\": \"unreleased\"}}");

    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final PlatformRepositories platform;
    private final RunningCosts costs;
    private final Proposals proposals;

    ValuesDrafts(
            Releases releases,
            Environments environments,
            Releasing releasing,
            PlatformRepositories platform,
            RunningCosts costs,
            Proposals proposals) {
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.platform = platform;
        this.costs = costs;
        this.proposals = proposals;
    }

    /** Whose file is written: what holds in all environments, or in one. */
    enum Layer {
        SERVICE,
        ENVIRONMENT
    }

    /**
     * What somebody writes.
     *
     * @param environment that it is looked at in
     * @param commit of the values that it begins from; null for the newest
     * @param changes values by their JSON pointers; null takes one out of the file
     * @param text the whole file, which changes are made to; null for the one that is there
     */
    record Edit(
            Layer layer,
            String environment,
            @Nullable String commit,
            @Nullable ObjectNode changes,
            @Nullable String text) {}

    /**
     * A file as it would be.
     *
     * @param commit of the values that it begins from
     * @param before empty where there is no such file
     */
    record Draft(
            Service service, DeployEnvironment environment, String file, String commit, String before, String after) {}

    /**
     * What a draft comes to in its environment.
     *
     * @param problems that let nothing be made
     * @param objections that the draft brings about
     * @param cost a month; null where nothing has a price
     */
    record Outlook(
            List<ValueProblem> problems,
            List<Objection> objections,
            RenderedDiff diff,
            @Nullable Cost cost) {}

    /** @throws InvalidInput when the file cannot be read, or a change leads nowhere */
    Draft draft(String service, Edit edit) {
        Service found = releases.getService(service);
        DeployEnvironment environment = environments.get(edit.environment());
        HostedRepository values = platform.values();
        String commit = edit.commit() == null ? platform.head(values).orElseThrow() : edit.commit();
        String file = edit.layer() == Layer.SERVICE
                ? ValuesTree.fileOfService(service)
                : ValuesTree.fileOfEnvironment(service, environment.name());
        String before = platform.text(values, commit, file).orElse("");
        return new Draft(found, environment, file, commit, before, after(before, edit));
    }

    private static String after(String before, Edit edit) {
        String text = edit.text() == null ? before : edit.text();
        String after = edit.changes() == null || edit.changes().isEmpty()
                ? text
                : ValuesEdit.apply(text, ReleaseOrders.changes(edit.changes()));
        if (after.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new InvalidInput("text", "has more than %,d bytes".formatted(LONGEST));
        }
        return after;
    }

    Outlook outlook(Draft draft) {
        Slot slot = new Slot(draft.service().name(), draft.environment().name());
        Map<String, String> release =
                releases.newest(slot).map(Releasing::file).orElseGet(() -> Releasing.file(slot, UNRELEASED));
        Map<String, String> files = new HashMap<>(release);
        files.put(draft.file(), draft.after());
        Rendered before = releasing.rendered(draft.service(), draft.environment(), draft.commit(), release);
        Rendered after = releasing.rendered(draft.service(), draft.environment(), draft.commit(), files);
        List<Objection> objections = after.objections().stream()
                .filter(one -> !before.objections().contains(one))
                .toList();
        Optional<Cost> cost = after.problems().isEmpty()
                ? costs.of(Footprint.of(before.manifests()), Footprint.of(after.manifests()))
                : Optional.empty();
        RenderedDiff diff = after.problems().isEmpty()
                ? RenderedDiff.of(before.manifests(), after.manifests())
                : new RenderedDiff(List.of(), before.manifests().size());
        return new Outlook(after.problems(), objections, diff, cost.orElse(null));
    }

    /**
     * Opens a change request with the draft, on behalf of somebody of the team, who need not be allowed to write to the values.
     *
     * @throws InvalidInput when the draft changes nothing
     */
    ChangeRequest propose(Draft draft, ChangeRequest.Text text, Actor actor) {
        Service service = draft.service();
        if (!actor.isAdmin() && !actor.teams().contains(service.team())) {
            throw new Refused(
                    "%s belongs to the team %s; ask somebody of it".formatted(service.name(), service.team()));
        }
        if (draft.before().equals(draft.after())) {
            throw new InvalidInput("changes", "leave %s as it is; change something".formatted(draft.file()));
        }
        String branch = "values/%s-%s"
                .formatted(service.name(), UUID.randomUUID().toString().substring(0, SUFFIX));
        HostedRepository values = platform.values();
        var proposal = new Proposal(text, new ChangeRequest.Branches(branch, values.defaultBranch()), List.of());
        platform.writeAside(values, branch, draft.commit(), actor, text.title(), Map.of(draft.file(), draft.after()));
        return proposals.open(values, proposal, actor);
    }
}
