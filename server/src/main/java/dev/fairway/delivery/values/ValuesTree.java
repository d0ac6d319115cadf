package dev.fairway.delivery.values;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of the repository {@code platform/values}:
 *
 * <pre>
 * organisation/chart.yaml                         which chart counts, as a commit of platform/golden-paths
 * organisation/values.yaml                        and locks.yaml beside it
 * teams/&lt;team&gt;/values.yaml                        and locks.yaml
 * services/&lt;service&gt;/values.yaml                  and locks.yaml
 * services/&lt;service&gt;/&lt;environment&gt;/values.yaml    and locks.yaml
 * services/&lt;service&gt;/&lt;environment&gt;/release.yaml   written by releases: tag, digest, commit, number
 * services/&lt;service&gt;/preview.&lt;…&gt;/                 the last two once more, for a preview of the service
 * </pre>
 *
 * Each may be missing, and has at most 64 KiB.
 */
public final class ValuesTree {

    private static final String VALUES = "/values.yaml";
    private static final String LOCKS = "/locks.yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Lock PLATFORM =
            new Lock(Pointer.of("/platform"), "the organisation says it for all", Set.of());

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final ServiceCharts charts;
    private final Function<String, Optional<String>> reader;

    /** @param reader gives the text of a file by its path in the repository, empty where there is none */
    public ValuesTree(ServiceCharts charts, Function<String, Optional<String>> reader) {
        this.charts = charts;
        this.reader = reader;
    }

    /** Where it is missing, the chart counts that comes with Fairway. */
    public static String fileOfChart() {
        return "organisation/chart.yaml";
    }

    /** What is written there. @param commit of {@code platform/golden-paths}, in 40 hexadecimal digits */
    public static String chart(String commit) {
        return ValuesEdit.write(Json.object().put("commit", commit));
    }

    public static String fileOfOrganisation() {
        return "organisation" + VALUES;
    }

    public static String fileOfTeam(String team) {
        return "teams/%s%s".formatted(name("team", team), VALUES);
    }

    public static String fileOfService(String service) {
        return "services/%s%s".formatted(name("service", service), VALUES);
    }

    /** With the slash at its end. */
    public static String folderOfService(String service) {
        return "services/%s/".formatted(name("service", service));
    }

    public static String fileOfEnvironment(String service, String environment) {
        return folder(service, environment) + VALUES;
    }

    public static String fileOfRelease(String service, String environment) {
        return folder(service, environment) + "/release.yaml";
    }

    /** All that count for a service in an environment, from the lowest layer to the highest. */
    public static List<String> files(String team, String service, String environment) {
        List<String> files = new ArrayList<>();
        files.add(fileOfChart());
        for (String values : List.of(
                fileOfOrganisation(),
                fileOfTeam(team),
                fileOfService(service),
                fileOfEnvironment(service, environment))) {
            files.add(values);
            files.add(values.replace(VALUES, LOCKS));
        }
        files.add(fileOfRelease(service, environment));
        return files;
    }

    private static String folder(String service, String environment) {
        return "services/%s/%s".formatted(name("service", service), name("environment", environment));
    }

    private static String name(String what, String name) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            throw new InvalidInput(what, "\"%.100s\" is no name of letters, digits and hyphens".formatted(name));
        }
        return name;
    }

    /**
     * What counts for a service in an environment. Its name, team and environment come from where its files are.
     *
     * @throws InvalidInput when one of the names is none; what is wrong with files is in the result
     */
    public Effective effective(String team, String service, String environment) {
        return effective(team, service, environment, environment);
    }

    /**
     * The same for a preview of it: what counts in its environment, with the values of the preview over it.
     *
     * @param preview whose folder has values and a release of its own; the environment itself where it is none
     */
    public Effective effective(String team, String service, String environment, String preview) {
        List<ValueProblem> problems = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        ServiceChart chart = chart(problems);
        layers.add(chart.layer());
        layers.add(layer(LayerName.ORGANISATION, fileOfOrganisation(), service, problems));
        layers.add(named("team", team, layer(LayerName.TEAM, fileOfTeam(team), service, problems), problems));
        layers.add(
                named("name", service, layer(LayerName.SERVICE, fileOfService(service), service, problems), problems));
        layers.add(named(
                "environment",
                environment,
                layer(LayerName.ENVIRONMENT, fileOfEnvironment(service, environment), service, problems),
                problems));
        if (!preview.equals(environment)) {
            layers.add(read(LayerName.RELEASE, fileOfEnvironment(service, preview), List.of(), problems));
        }
        layers.add(read(LayerName.RELEASE, fileOfRelease(service, preview), List.of(), problems));
        Effective merged = Layers.merge(layers, chart);
        problems.addAll(merged.problems());
        return new Effective(merged.values(), merged.origins(), problems, chart);
    }

    /** The one that comes with Fairway where another one is named that cannot be used: then nothing is rendered. */
    private ServiceChart chart(List<ValueProblem> problems) {
        Optional<String> text = reader.apply(fileOfChart());
        if (text.isEmpty()) {
            return ServiceChart.shipped();
        }
        YamlText named = YamlText.read(fileOfChart(), text.get());
        problems.addAll(named.problems());
        String commit = Json.textAt(named.tree(), "commit");
        int line = named.layer(LayerName.ORGANISATION).line(Pointer.of("/commit"));
        if (commit == null || !COMMIT.matcher(commit).matches()) {
            problems.add(ofChart(line, "is no commit of platform/golden-paths, in 40 hexadecimal digits"));
            return ServiceChart.shipped();
        }
        try {
            return charts.at(commit);
        } catch (PlatformException refused) {
            problems.add(ofChart(line, "names a chart that nothing can be rendered by: " + refused.reason()));
            return ServiceChart.shipped();
        }
    }

    private static ValueProblem ofChart(int line, String message) {
        return new ValueProblem(fileOfChart(), line, "/commit", "of %s %s".formatted(fileOfChart(), message));
    }

    private Layer layer(LayerName name, String file, String service, List<ValueProblem> problems) {
        List<Lock> locks = new ArrayList<>();
        String locksFile = file.replace(VALUES, LOCKS);
        reader.apply(locksFile)
                .ifPresent(text -> Locks.read(locksFile, text, problems).stream()
                        .filter(lock -> !lock.allow().contains(service))
                        .forEach(locks::add));
        if (name == LayerName.ORGANISATION) {
            locks.add(PLATFORM);
        }
        return read(name, file, locks, problems);
    }

    private Layer read(LayerName name, String file, List<Lock> locks, List<ValueProblem> problems) {
        YamlText text = YamlText.read(file, reader.apply(file).orElse(""));
        problems.addAll(text.problems());
        return text.layer(name, locks);
    }

    /** With the name that follows from the folder, which need not be written again and cannot be another. */
    private static Layer named(String field, String name, Layer layer, List<ValueProblem> problems) {
        ObjectNode tree = layer.tree().deepCopy();
        JsonNode written = tree.get(field);
        if (written != null && !written.equals(Json.text(name))) {
            Pointer path = Pointer.ROOT.child(field);
            problems.add(new ValueProblem(
                    layer.source(),
                    layer.line(path),
                    path.toString(),
                    "%.100s is not what the folder says, which is %s; take it out".formatted(written, name)));
        }
        tree.put(field, name);
        List<Lock> locks = new ArrayList<>(layer.locks());
        locks.add(new Lock(Pointer.ROOT.child(field), "it follows from the folder", Set.of()));
        return new Layer(layer.name(), layer.source(), tree, locks, layer.lines());
    }
}
