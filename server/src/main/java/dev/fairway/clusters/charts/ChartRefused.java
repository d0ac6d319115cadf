package dev.fairway.clusters.charts;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/**
 * A chart cannot be rendered: it is put together wrongly, or a template failed. What the template quotes of the values is
 * in the message.
 */
public class ChartRefused extends PlatformException {

    ChartRefused(String chart, String reason) {
        this("%s: %s".formatted(chart, reason), Map.of("chart", chart));
    }

    /** @param file begins with the name of the chart, as Helm names templates */
    ChartRefused(String chart, String file, int line, String reason) {
        this("%s:%d: %s".formatted(file, line, reason), Map.of("chart", chart, "file", file, "line", line));
    }

    private ChartRefused(String message, Map<String, ?> details) {
        super("chart_refused", Fault.CALLER, 422, message, details);
    }
}
