package dev.fairway.delivery.render;

import dev.fairway.delivery.values.Effective;
import dev.fairway.delivery.values.ValueProblem;
import java.util.List;
import java.util.regex.Pattern;

/** Where the objects of a service are: one namespace for a team and an environment, unless values say otherwise. */
final class Namespace {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final String STANDARD = "{team}-{environment}";
    private static final String NONE = "default";

    private Namespace() {}

    static String of(Effective effective, List<ValueProblem> problems) {
        String own = effective.text("/namespace");
        String pattern = effective.text("/platform/namespace");
        String name = own.isEmpty() ? filled(pattern.isEmpty() ? STANDARD : pattern, effective) : own;
        if (NAME.matcher(name).matches()) {
            return name;
        }
        problems.add(new ValueProblem(
                "",
                0,
                "/namespace",
                "\"%.100s\" is no name of a namespace: small letters, digits and hyphens, at most 63; set namespace"
                        .formatted(name)));
        return NONE;
    }

    private static String filled(String pattern, Effective effective) {
        return pattern.replace("{team}", effective.text("/team"))
                .replace("{service}", effective.text("/name"))
                .replace("{environment}", effective.text("/environment"))
                .replace('_', '-');
    }
}
