package dev.fairway.delivery.charts;

import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.delivery.values.ServiceChart;
import dev.fairway.delivery.values.ServiceCharts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Charts of {@code platform/golden-paths}. The last few stay in memory: releases that go back need old ones. */
@Component
class GoldenCharts implements ServiceCharts {

    private static final int MOST_KEPT = 8;

    private final GoldenPaths paths;
    private final Map<String, ServiceChart> kept = Collections.synchronizedMap(new Kept());

    private static final class Kept extends LinkedHashMap<String, ServiceChart> {

        Kept() {
            super(MOST_KEPT, 1, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ServiceChart> eldest) {
            return size() > MOST_KEPT;
        }
    }

    GoldenCharts(GoldenPaths paths) {
        this.paths = paths;
    }

    @Override
    public ServiceChart at(String commit) {
        ServiceChart known = kept.get(commit);
        if (known != null) {
            return known;
        }
        ServiceChart read = ServiceChart.of(paths.chart(commit));
        kept.put(commit, read);
        return read;
    }
}
