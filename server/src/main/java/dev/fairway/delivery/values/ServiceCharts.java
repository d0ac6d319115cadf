package dev.fairway.delivery.values;

/** The charts that values may name. */
public interface ServiceCharts {

    /**
     * @param commit of {@code platform/golden-paths}, in 40 hexadecimal digits
     * @throws dev.fairway.shared.PlatformException saying why there is none that services can be rendered by
     */
    ServiceChart at(String commit);
}
