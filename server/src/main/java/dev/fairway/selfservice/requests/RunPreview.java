package dev.fairway.selfservice.requests;

import dev.fairway.selfservice.executors.Mask;
import dev.fairway.selfservice.forms.FilledForm;
import dev.fairway.selfservice.forms.Form;
import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.requests.Requests.Prepared;
import dev.fairway.selfservice.runs.Judgement;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.shared.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that is still being written.
 *
 * @param values defaults included; inputs that nobody may read again stand as stars
 * @param inputs what each input is with these values
 * @param hidden steps and titles that do not show with these values
 * @param problems what is wrong with the values, by {@code properties.<input>}
 * @param plan what it would do and cost; null where nobody can say
 * @param mayGoAhead whether whoever asks may have it carried out before it is approved, or although it is held, when it cannot
 *     wait
 * @param hold why it has to wait unless it is urgent; null where it has not
 */
record RunPreview(
        ObjectNode values,
        Map<String, PreviewedInput> inputs,
        FilledForm.Hidden hidden,
        List<Problem> problems,
        Verdict verdict,
        @Nullable Planned plan,
        boolean mayGoAhead,
        @Nullable String hold) {

    private static final int MOST_OPTIONS = 20;

    /**
     * An input as it is with these values.
     *
     * @param schema every expression worked out
     * @param denied options that a rule would deny with the other values as they are
     */
    record PreviewedInput(
            ObjectNode schema, boolean visible, boolean disabled, boolean required, List<Option> denied) {}

    /**
     * @param cost null for what has no price
     * @param pending whether more of it is still being found out: asked again in some seconds, it says more
     */
    record Planned(List<Plan.Piece> items, @Nullable Cost cost, boolean pending) {

        static @Nullable Planned of(Plan plan) {
            return plan.isNothing() ? null : new Planned(plan.items(), plan.cost(), plan.isPending());
        }
    }

    /** @param message why it would be denied */
    record Option(JsonNode value, String message) {}

    static RunPreview of(Prepared prepared, Judgement judgement, RequestJudge requestJudge, boolean mayGoAhead) {
        FilledForm form = prepared.form();
        Map<String, PreviewedInput> inputs = new LinkedHashMap<>();
        form.inputs().forEach((name, input) -> {
            JsonNode options = input.schema().path("enum");
            List<Option> denied = !input.visible() || options.size() > MOST_OPTIONS || !options.isArray()
                    ? List.of()
                    : requestJudge.denials(judgement.facts(), name, options).entrySet().stream()
                            .map(option -> new Option(option.getKey(), option.getValue()))
                            .toList();
            inputs.put(
                    name,
                    new PreviewedInput(input.schema(), input.visible(), input.disabled(), input.required(), denied));
        });
        ObjectNode values =
                Mask.withStars(form.values(), new Form(prepared.action().form()).secrets());
        return new RunPreview(
                values,
                inputs,
                form.hidden(),
                form.problems(),
                judgement.verdict(),
                Planned.of(prepared.plan()),
                mayGoAhead,
                prepared.plan().hold());
    }
}
