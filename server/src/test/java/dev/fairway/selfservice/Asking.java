package dev.fairway.selfservice;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.List;

/** Requests that need somebody's approval, and what people do with them. */
abstract class Asking extends RunningFairway {

    /** An action whose runs go on until an agent reports, which none does. @param approvers parts of a block of permissions */
    protected String asksFor(String approvers, String required) {
        String action = unique("approved");
        admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'requiredApproval': %s, 'trigger': {'type': 'self-service', 'operation': 'CREATE'}, 'invocationMethod': {'type': 'WEBHOOK', 'url': 'https://example.invalid/', 'agent': true}}"
                        .formatted(action, required));
        admin.patch(
                "/v1/actions/%s/permissions".formatted(action), "{'approve': {'roles': [], %s}}".formatted(approvers));
        return action;
    }

    protected String asksFor(Person approver) {
        return asksFor("'users': ['%s']".formatted(approver.email()), "true");
    }

    protected static String ask(Person person, String action) {
        return person.api()
                .post("/v1/actions/%s/runs".formatted(action), "{}")
                .at("/run/id")
                .stringValue();
    }

    protected static List<String> inbox(Person person) {
        return person.api().get("/v1/actions/runs?awaiting=me").at("/runs").findValuesAsString("id");
    }

    protected static Reply approve(Person person, String run) {
        return person.api().patch("/v1/actions/runs/%s/approval".formatted(run), "{'status': 'APPROVE'}");
    }
}
