package dev.fairway.delivery.render;

import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.charts.ChartRefused;
import dev.fairway.clusters.charts.Charts;
import dev.fairway.clusters.charts.Release;
import dev.fairway.delivery.values.Effective;
import dev.fairway.delivery.values.ServiceChart;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Renders services by the one chart. Its schema is what values are held against, by Helm itself: there is no second judge. */
@Component
public class ServiceRender {

    /** Stands for the image of a service that was never built, so that everything else can be seen. */
    static final String UNRELEASED = "unreleased";

    private static final String NO_DIGEST = "sha256:" + "0".repeat(64);
    private static final String NO_NAME = "unnamed";
    private static final String NAME = "[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?";

    private final Charts charts;

    public ServiceRender(Charts charts) {
        this.charts = charts;
    }

    /** Never fails for what is set: that is among the problems, and then nothing is rendered. */
    public Rendered render(Effective effective, ReleaseFacts facts) {
        List<ValueProblem> problems = new ArrayList<>(effective.problems());
        String namespace = Namespace.of(effective, problems);
        ServiceChart chart = effective.chart();
        ObjectNode values = standIn(effective.over(chart.defaults()));
        List<Manifest> manifests = List.of();
        try {
            manifests = charts.render(chart.chart(), release(effective, namespace, facts), values);
        } catch (InvalidInput invalid) {
            problems.addAll(new SchemaComplaints(effective, chart.schema()).of(invalid.problems()));
        } catch (ChartRefused refused) {
            problems.add(
                    new ValueProblem("", 0, "", refused.reason().replaceFirst("^service/templates/\\S+?:\\d+: ", "")));
        }
        return problems.isEmpty()
                ? new Rendered(namespace, manifests, Objections.to(manifests, effective.values()), problems)
                : new Rendered(namespace, List.of(), List.of(), problems);
    }

    private static Release release(Effective effective, String namespace, ReleaseFacts facts) {
        String name = effective.text("/name");
        return new Release(name.matches(NAME) ? name : NO_NAME, namespace, facts.kubernetes());
    }

    private static ObjectNode standIn(ObjectNode values) {
        if (values.get("image") instanceof ObjectNode image
                && Json.isNull(image.get("tag"))
                && Json.isNull(image.get("digest"))) {
            image.put("tag", UNRELEASED).put("digest", NO_DIGEST);
        }
        return values;
    }
}
