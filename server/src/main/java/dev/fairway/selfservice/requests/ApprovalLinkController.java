package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.requests.ApprovalLinks.Link;
import dev.fairway.selfservice.requests.RunController.DecisionBody;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.shared.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What the links in messages open. Both need a sign-in unless administrators say otherwise; tokens are in no address. */
@RestController
@RequestMapping("/v1/approval-links")
class ApprovalLinkController {

    private static final int LONGEST_TOKEN = 2_000;

    record LinkBody(@Nullable String token) {

        String checked() {
            return checkedToken(token);
        }

        @Override
        public String toString() {
            return "LinkBody[]";
        }
    }

    /** @param status APPROVE or DECLINE */
    record LinkDecisionBody(
            @Nullable String token,
            @Nullable String status,
            @Nullable String description) {

        @Override
        public String toString() {
            return "LinkDecisionBody[status=%s]".formatted(status);
        }
    }

    /** @param reader who decides when the link is used @param used whether they have used it */
    record LinkAnswer(boolean ok, ObjectNode run, String reader, boolean used) {}

    record LinkDecidedAnswer(boolean ok, ObjectNode run) {}

    private final ApprovalLinks links;
    private final Approvals approvals;
    private final Runs runs;
    private final RunDetails details;
    private final TransactionTemplate transaction;

    ApprovalLinkController(
            ApprovalLinks links, Approvals approvals, Runs runs, RunDetails details, TransactionTemplate transaction) {
        this.links = links;
        this.approvals = approvals;
        this.runs = runs;
        this.details = details;
        this.transaction = transaction;
    }

    private static String checkedToken(@Nullable String token) {
        if (token == null || token.isBlank() || token.length() > LONGEST_TOKEN) {
            throw new InvalidInput("token", "is what the link has behind its #; it is missing or too long");
        }
        return token;
    }

    /** Shows the request that a link in a message is about. Nothing is decided by that. */
    @PostMapping("/open")
    @Requires(Permission.NONE)
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    LinkAnswer open(@RequestBody LinkBody body) {
        String token = body.checked();
        Link link = links.read(token);
        Actor reader = links.reader(link);
        Run run = runs.get(link.run(), reader);
        return new LinkAnswer(true, details.of(run, reader), reader.name(), links.isUsed(token, reader));
    }

    /** Approves or declines the request that a link in a message is about. Each link is good for one decision of a person. */
    @PostMapping("/decide")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.NONE)
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    LinkDecidedAnswer decide(@RequestBody LinkDecisionBody body) {
        String token = checkedToken(body.token());
        DecisionBody said = new DecisionBody(body.status(), body.description());
        Link link = links.read(token);
        Actor reader = links.reader(link);
        Run decided = transaction.execute(status -> {
            links.use(token, link, reader);
            return approvals.decide(link.run(), said.decision(), said.checkedComment(), reader);
        });
        return new LinkDecidedAnswer(true, decided.json());
    }
}
