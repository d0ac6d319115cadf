package dev.fairway.delivery.compose;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.golden.AdoptionRecord;
import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Makes compose files of what repositories say and what the platform team keeps. */
@Component
class ComposeFiles {

    private static final String PIPELINE = ".fairway/pipeline.yaml";

    /** What a repository says of its tests, and where. */
    static final Set<String> FILES = Set.of(AdoptionRecord.FILE, OwnTest.FILE, PIPELINE);

    private static final int LONGEST = 100_000;
    private static final int MOST_EXPANSIONS = 5;
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9][A-Za-z0-9.:/_@-]{0,254}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    private final GoldenPaths paths;
    private final GitHosts hosts;

    ComposeFiles(GoldenPaths paths, GitHosts hosts) {
        this.paths = paths;
        this.hosts = hosts;
    }

    /**
     * Of a repository as its default branch has it.
     *
     * @param instead texts in place of those of the branch, by path; only {@link #FILES}
     * @throws InvalidInput when the repository does not build by the golden path, or says what there is none of
     */
    ComposeFile of(RepositoryAt repository, Map<String, String> instead) {
        check(instead);
        Map<String, String> files = new TreeMap<>(instead);
        GitHost host = hosts.of(repository);
        host.head(repository, repository.defaultBranch())
                .ifPresent(head -> FILES.stream()
                        .filter(path -> !files.containsKey(path))
                        .forEach(path -> host.text(repository, head, path).ifPresent(text -> files.put(path, text))));
        String record = files.get(AdoptionRecord.FILE);
        if (record == null) {
            throw new InvalidInput(
                    "repository",
                    "%s does not build by the golden path yet, there is no %s; ask for \"Build by the golden path\""
                            .formatted(repository.name(), AdoptionRecord.FILE));
        }
        OwnTest own = OwnTest.read(files.getOrDefault(OwnTest.FILE, ""));
        OwnTest pipeline =
                own.run().isBlank() ? OwnTest.ofPipeline(files.getOrDefault(PIPELINE, "")) : OwnTest.read("");
        return of(AdoptionRecord.read(record), own, pipeline);
    }

    private static void check(Map<String, String> instead) {
        instead.forEach((path, text) -> {
            if (!FILES.contains(path)) {
                throw new InvalidInput(
                        "files", "\"%.80s\" is none of %s".formatted(path, String.join(", ", new TreeSet<>(FILES))));
            }
            if (text.length() > LONGEST) {
                throw new InvalidInput("files", "%s is longer than %,d characters".formatted(path, LONGEST));
            }
        });
    }

    private ComposeFile of(AdoptionRecord record, OwnTest own, OwnTest pipeline) {
        DockerTemplate template = paths.template(record.template());
        UsualTest test = test(record.template(), own, pipeline);
        Map<String, String> arguments = Need.texts(record.arguments());
        Map<String, String> variables = new TreeMap<>();
        arguments.forEach((name, value) -> {
            if (!value.isEmpty() && !name.endsWith("_IMAGE")) {
                variables.put(name, value);
            }
        });
        variables.put("CI", "true");
        variables.putAll(pipeline.env());
        List<Need> needs = new ArrayList<>();
        own.needs().forEach((name, named) -> {
            Need need = need(name);
            needs.add(need);
            variables.putAll(need.variables(named));
        });
        variables.putAll(own.env());
        Map<String, String> all = Need.texts(template.defaults());
        all.putAll(arguments);
        return new ComposeFile(image(record.template(), all), test, needs, variables);
    }

    private UsualTest test(String template, OwnTest own, OwnTest pipeline) {
        String text = paths.compose("tests/").get(template + ".yaml");
        UsualTest usual = text == null ? UsualTest.NONE : UsualTest.read(template, text);
        OwnTest said = own.run().isBlank() ? pipeline : own;
        String run = said.run().isBlank() ? usual.run() : said.run();
        if (run.isBlank()) {
            throw new InvalidInput(
                    "run", "nothing says how %s is tested; write run: into %s".formatted(template, OwnTest.FILE));
        }
        List<String> junit = own.junit().isEmpty() ? said.junit() : own.junit();
        return new UsualTest(
                usual.without(), usual.prepare(), run, junit.isEmpty() ? usual.junit() : junit, usual.keep());
    }

    private Need need(String name) {
        Map<String, String> known = paths.compose("needs/");
        String text = known.get(name + ".yaml");
        if (text == null) {
            List<String> names = known.keySet().stream()
                    .map(file -> file.replaceFirst("\\.yaml$", ""))
                    .toList();
            throw new InvalidInput("needs", "\"%s\" is none of %s".formatted(name, String.join(", ", names)));
        }
        return Need.read(name, text);
    }

    /** The image that builds has what tests want; it may name other arguments. */
    private static String image(String template, Map<String, String> arguments) {
        String image = arguments.getOrDefault("BUILD_IMAGE", "");
        for (int at = 0; at < MOST_EXPANSIONS && image.contains("${"); at++) {
            image = REFERENCE
                    .matcher(image)
                    .replaceAll(one -> Matcher.quoteReplacement(arguments.getOrDefault(one.group(1), "")));
        }
        if (!IMAGE.matcher(image).matches()) {
            throw new InvalidInput(
                    "dockerfile.arguments.BUILD_IMAGE",
                    "\"%.80s\" of %s is no image to test in".formatted(image, template));
        }
        return image;
    }
}
