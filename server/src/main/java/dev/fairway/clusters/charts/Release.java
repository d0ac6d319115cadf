package dev.fairway.clusters.charts;

import dev.fairway.shared.InvalidInput;
import java.util.regex.Pattern;

/**
 * What a chart is rendered for.
 *
 * @param name that templates see as {@code .Release.Name}
 * @param namespace that templates see as {@code .Release.Namespace}; it is not written into objects that leave theirs out
 * @param kubernetes version of the cluster, such as {@code 1.34.2}, as templates see it
 */
public record Release(String name, String namespace, String kubernetes) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("v?1\\.\\d{1,3}(\\.\\d{1,3}([-+][A-Za-z0-9.+-]{1,60})?)?");

    /** @throws InvalidInput naming the part */
    public Release {
        check(NAME, "name", name, "has to be 1 to 53 small letters, digits and hyphens");
        check(NAMESPACE, "namespace", namespace, "has to be 1 to 63 small letters, digits and hyphens");
        check(VERSION, "kubernetes", kubernetes, "is no version such as 1.34.2");
    }

    private static void check(Pattern allowed, String part, String value, String wrong) {
        if (!allowed.matcher(value).matches()) {
            throw new InvalidInput(part, "\"%.100s\" %s".formatted(value, wrong));
        }
    }
}
