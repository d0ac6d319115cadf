package dev.fairway.delivery.render;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.shared.InvalidInput;
import java.util.List;

/**
 * What values make of a service.
 *
 * @param namespace where its objects are
 * @param manifests in the order in which Helm installs them; the annotation {@code fairway.dev/wave} comes before that order.
 *     None where there is a problem
 * @param objections to objects
 * @param problems with values
 */
public record Rendered(
        String namespace, List<Manifest> manifests, List<Objection> objections, List<ValueProblem> problems) {

    /** From the smallest to the greatest; each waits until the one before is ready. */
    public static final String WAVE = "fairway.dev/wave";

    /** Names of services, with commas; their releases in the same environment are awaited first. */
    public static final String AFTER = "fairway.dev/after";

    public Rendered {
        manifests = List.copyOf(manifests);
        objections = List.copyOf(objections);
        problems = List.copyOf(problems);
    }

    public boolean isAllowed() {
        return problems.isEmpty() && objections.stream().noneMatch(one -> one.severity() == Severity.DENY);
    }

    /** @throws InvalidInput with every problem */
    public Rendered orThrow() {
        InvalidInput.check(problems.stream().map(ValueProblem::asProblem).toList());
        return this;
    }
}
