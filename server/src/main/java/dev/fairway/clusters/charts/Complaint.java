package dev.fairway.clusters.charts;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Helm says when it does not render, which is one text for everything.
 *
 * @param chart name of the chart
 */
record Complaint(String chart, String text) {

    private static final String ADVICE = "\n\nUse --debug flag to render out invalid YAML";
    private static final String SCHEMA = "values don't meet the specifications of the schema(s)";
    private static final Pattern OF_CHART = Pattern.compile("(\\S+):");
    private static final Pattern OF_VALUE = Pattern.compile("\\s*- at '(.*?)': (.*)");
    private static final Pattern STOPPED =
            Pattern.compile("(?:execution|parse) error at \\((\\S+?):(\\d+)(?::\\d+)?\\): (.*)", Pattern.DOTALL);
    private static final Pattern EXECUTING =
            Pattern.compile("template: (\\S+?):(\\d+):\\d+: executing \"[^\"]*\" at <(.*?)>: ", Pattern.DOTALL);
    private static final Pattern NO_YAML =
            Pattern.compile("YAML parse error on (\\S+): .*?yaml: (?:line (\\d+): )?(.*)", Pattern.DOTALL);
    /** The name of a text that a template has rendered by {@code tpl}. */
    private static final String TEXT = "gotpl";

    private static final String LOOKUP = "error calling lookup: ";
    private static final String NO_LOOKUP = "lookup has no cluster to ask here";

    PlatformException asException() {
        String said = text.strip().replace(ADVICE, "").strip();
        return said.startsWith(SCHEMA) ? invalidValues(said) : refused(said);
    }

    private PlatformException invalidValues(String said) {
        List<Problem> problems = new ArrayList<>();
        String prefix = "";
        for (String line : said.lines().skip(1).toList()) {
            Matcher ofChart = OF_CHART.matcher(line);
            Matcher ofValue = OF_VALUE.matcher(line);
            if (ofChart.matches()) {
                prefix = ofChart.group(1).equals(chart) ? "" : "/" + ofChart.group(1);
            } else if (ofValue.matches() && !ofValue.group(2).equals("validation failed")) {
                problems.add(new Problem(dotted(prefix + ofValue.group(1)), ofValue.group(2)));
            }
        }
        return problems.isEmpty() ? new ChartRefused(chart, said) : new InvalidInput(problems);
    }

    private static String dotted(String pointer) {
        String path = pointer.startsWith("/") ? pointer.substring(1) : pointer;
        return path.replace('/', '.').replace("~1", "/").replace("~0", "~");
    }

    private ChartRefused refused(String said) {
        Matcher stopped = STOPPED.matcher(said);
        if (stopped.find()) {
            return refused(stopped.group(1), stopped.group(2), stopped.group(3));
        }
        Matcher noYaml = NO_YAML.matcher(said);
        if (noYaml.find()) {
            return noYaml(noYaml);
        }
        return failed(said);
    }

    /** The line is one of what was rendered, not of the template. */
    private ChartRefused noYaml(Matcher found) {
        String where = found.group(2) == null ? "" : " in line %s of it".formatted(found.group(2));
        return new ChartRefused(
                chart, "%s: what it renders is no YAML%s: %s".formatted(found.group(1), where, found.group(3)));
    }

    /** Templates that call templates are named from the outside in: the last one failed. */
    private ChartRefused failed(String said) {
        String file = "";
        String line = "";
        String reason = said;
        Matcher executing = EXECUTING.matcher(said);
        while (executing.find()) {
            reason = said.startsWith(LOOKUP, executing.end())
                    ? NO_LOOKUP
                    : "%s at %s".formatted(said.substring(executing.end()), executing.group(3));
            if (!executing.group(1).equals(TEXT)) {
                file = executing.group(1);
                line = executing.group(2);
            }
        }
        return file.isEmpty() ? new ChartRefused(chart, reason) : refused(file, line, reason);
    }

    private ChartRefused refused(String file, String line, String reason) {
        return new ChartRefused(chart, file, Integer.parseInt(line), reason);
    }
}
