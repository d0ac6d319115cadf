package dev.fairway.clusters;

import dev.fairway.shared.InvalidInput;
import java.util.regex.Pattern;

/**
 * What an object is.
 *
 * @param apiVersion group and version, such as {@code apps/v1}; the version alone for what belongs to no group
 * @param name such as {@code Deployment}
 */
public record Kind(String apiVersion, String name) {

    private static final Pattern API_VERSION = Pattern.compile("([a-z0-9.-]{1,253}/)?v[a-z0-9]{1,62}");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");

    /** After the patterns, which it is checked by. */
    public static final Kind SECRET = new Kind("v1", "Secret");

    public Kind {
        if (!API_VERSION.matcher(apiVersion).matches()) {
            throw new InvalidInput("apiVersion", "\"%.100s\" is none such as apps/v1".formatted(apiVersion));
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput("kind", "\"%.100s\" is none such as Deployment".formatted(name));
        }
    }

    /** Whether a controller beside Kubernetes makes more of it, which may be outside of the cluster. */
    public boolean isOfOperator() {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return group.contains(".") && !group.endsWith(".k8s.io");
    }

    @Override
    public String toString() {
        return "%s %s".formatted(apiVersion, name);
    }
}
