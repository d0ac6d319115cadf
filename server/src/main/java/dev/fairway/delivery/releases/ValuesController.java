package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.releases.ValuesDrafts.Draft;
import dev.fairway.delivery.releases.ValuesDrafts.Edit;
import dev.fairway.delivery.releases.ValuesDrafts.Layer;
import dev.fairway.delivery.releases.ValuesDrafts.Outlook;
import dev.fairway.delivery.render.Objection;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.delivery.values.Score;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.shared.InvalidInput;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Values of a service that somebody writes: what they would make, and change requests with them. */
@RestController
@RequestMapping("/v1/deliveries")
class ValuesController {

    private static final int LONGEST_SCORE = 65_536;

    /**
     * A draft of one file of values.
     *
     * @param layer whose file it is: {@code SERVICE} holds in all environments, {@code ENVIRONMENT} in one
     * @param environment that it is looked at in
     * @param commit of the values that it begins from, as an answer said; left out for the newest
     * @param changes values by their JSON pointers, such as {@code {"/replicas": 3}}; null takes one out of the file
     * @param text the whole file, at most 64 KiB, which changes are made to; left out for the one that is there
     */
    record DraftBody(
            @Nullable Layer layer,
            @Nullable String environment,
            @Nullable String commit,
            @Nullable ObjectNode changes,
            @Nullable String text) {

        Edit edit() {
            if (layer == null) {
                throw new InvalidInput("layer", "is missing; it is SERVICE or ENVIRONMENT");
            }
            if (environment == null || environment.isBlank()) {
                throw new InvalidInput("environment", "is missing");
            }
            return new Edit(layer, environment, commit, changes, text);
        }
    }

    /**
     * What a draft comes to in its environment.
     *
     * @param file in platform/values
     * @param commit of the values that it begins from
     * @param text of the file with the changes
     * @param before text of the file without them; empty where there is none
     * @param problems that let nothing be made
     * @param objections that the draft brings about
     * @param changes of the objects in the cluster
     * @param cost of running it, a month; null where nothing has a price
     */
    record DraftAnswer(
            boolean ok,
            String file,
            String commit,
            String text,
            String before,
            List<ValueProblem> problems,
            List<Objection> objections,
            RenderedDiff changes,
            @Nullable Cost cost) {

        static DraftAnswer of(Draft draft, Outlook outlook) {
            return new DraftAnswer(
                    true,
                    draft.file(),
                    draft.commit(),
                    draft.after(),
                    draft.before(),
                    outlook.problems(),
                    outlook.objections(),
                    outlook.diff(),
                    outlook.cost());
        }
    }

    /**
     * A draft to propose.
     *
     * @param title of the change request, 1 to 200 characters
     * @param description in Markdown, at most 20,000 characters
     */
    record ValuesProposalBody(
            @Nullable String title,
            @Nullable String description,
            @Nullable DraftBody draft) {}

    /** @param number of the change request to platform/values */
    record ValuesProposalAnswer(boolean ok, int number) {}

    /** @param text of a {@code score.yaml}, at most 64 KiB */
    record ScoreBody(@Nullable String text) {}

    /**
     * A Score workload as values of a service.
     *
     * @param text the values as a file
     * @param notes what a person should know or still do
     * @param problems everything that values cannot say, or that is no Score
     */
    record ScoreAnswer(boolean ok, ObjectNode values, String text, List<String> notes, List<ValueProblem> problems) {}

    private final ValuesDrafts drafts;

    ValuesController(ValuesDrafts drafts) {
        this.drafts = drafts;
    }

    /** What a draft would make, before it counts. Nothing is written. */
    @PostMapping("/{service}/values/preview")
    @Requires(Permission.MEMBER)
    DraftAnswer preview(@PathVariable String service, @RequestBody DraftBody body) {
        Draft draft = drafts.draft(service, body.edit());
        return DraftAnswer.of(draft, drafts.outlook(draft));
    }

    /**
     * Opens a change request to platform/values with a draft. Members of the team of the service may, and administrators; who
     * merges it is up to the rules of the repository. Merged values are released where they make something else.
     */
    @PostMapping("/{service}/values/proposals")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    ValuesProposalAnswer propose(@PathVariable String service, @RequestBody ValuesProposalBody body, Actor actor) {
        if (body.draft() == null) {
            throw new InvalidInput("draft", "is missing");
        }
        ChangeRequest.Text text = new ChangeRequest.Text(
                Objects.requireNonNullElse(body.title(), ""), Objects.requireNonNullElse(body.description(), ""));
        return new ValuesProposalAnswer(
                true,
                drafts.propose(drafts.draft(service, body.draft().edit()), text, actor)
                        .number());
    }

    /** Reads a {@code score.yaml} as values of a service. Nothing is written. */
    @PostMapping("/score")
    @Requires(Permission.MEMBER)
    ScoreAnswer score(@RequestBody ScoreBody body) {
        String text = Objects.requireNonNullElse(body.text(), "");
        if (text.isBlank() || text.length() > LONGEST_SCORE) {
            throw new InvalidInput("text", "is a score.yaml of 1 to %,d characters".formatted(LONGEST_SCORE));
        }
        Score score = Score.read(text);
        return new ScoreAnswer(true, score.values(), ValuesEdit.write(score.values()), score.notes(), score.problems());
    }
}
