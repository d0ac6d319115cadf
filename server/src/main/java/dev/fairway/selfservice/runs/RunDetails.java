package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** One run as its page shows it: with the approvals that it needs, and what was decided so far. */
@Component
class RunDetails {

    private final Demands demands;
    private final Approvals approvals;

    RunDetails(Demands demands, Approvals approvals) {
        this.demands = demands;
        this.approvals = approvals;
    }

    ObjectNode of(Run run, Actor reader) {
        ObjectNode json = run.json();
        List<Approvals.Said> said = approvals.of(run.id());
        json.set("approval", latest(run, said));
        ObjectNode shown = Json.object();
        shown.put("mayDecide", approvals.mayDecide(run, reader));
        demands.numbered(run.id()).forEach(demand -> shown.withArray("demands").add(demand(demand, run)));
        said.forEach(one -> shown.withArray("decisions").add(decision(one)));
        json.set("approvals", shown);
        json.put("mayCancel", run.canBeCancelled() && (reader.isAdmin() || run.isOf(reader)));
        return json;
    }

    private ObjectNode demand(Demands.Numbered demand, Run run) {
        ObjectNode json = Json.MAPPER.valueToTree(demand.demand());
        json.put("met", approvals.isMet(demand, run));
        return json;
    }

    private static ObjectNode decision(Approvals.Said said) {
        return Json.object()
                .put("approver", said.approver())
                .put("approved", said.approved())
                .put("comment", said.comment())
                .put("at", Timestamps.format(said.at()));
    }

    /** As existing clients read it: the state and who brought it about. */
    private static ObjectNode latest(Run run, List<Approvals.Said> said) {
        ObjectNode json = Json.object();
        if (said.isEmpty()) {
            return json.put("state", run.verdict().path("approvals").isEmpty() ? null : "PENDING");
        }
        Approvals.Said last = said.getLast();
        boolean isOpen = run.progress().status() == Status.WAITING_FOR_APPROVAL;
        json.put("state", isOpen ? "PENDING" : last.approved() ? "APPROVED" : "DECLINED");
        json.put("description", last.comment());
        json.put("userId", last.approver());
        return json;
    }
}
