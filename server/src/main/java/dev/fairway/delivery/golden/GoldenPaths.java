package dev.fairway.delivery.golden;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.build.DockerTemplates;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.ClasspathFolder;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The repository {@code platform/golden-paths}. It begins with what comes with Fairway; from then on the platform team changes
 * it by change requests, and what is on its main branch counts.
 */
@Component
public class GoldenPaths {

    public static final RepositoryName NAME = RepositoryName.of(RepositoryName.PLATFORM, "golden-paths");

    private static final Logger LOG = LoggerFactory.getLogger(GoldenPaths.class);
    private static final String SHIPPED = "golden-paths/";
    private static final String DOCKERFILES = "dockerfiles/";
    private static final String SKELETONS = "skeletons/";
    private static final String COMPOSE = "compose/";
    private static final String CI = "ci/";
    private static final String PIPELINES = "pipelines/";
    private static final String DASHBOARDS = "dashboards/";
    private static final String CHARTS = "charts/";
    private static final String CHART = CHARTS + "service/";
    private static final List<String> FOLDERS_OF_TEXTS = List.of(SKELETONS, COMPOSE, CI, PIPELINES, DASHBOARDS);
    private static final int MOST_TEXTS = 500;
    private static final List<String> FOLDERS =
            List.of(DOCKERFILES, SKELETONS, COMPOSE, CI, PIPELINES, DASHBOARDS, CHARTS);
    private static final Map<String, String> SHIPPED_TEXTS = texts(FOLDERS_OF_TEXTS);

    private final OwnRepositories own;
    private final Contents contents;
    private final History history;
    private volatile Read read = new Read("", List.of(), Map.of());

    /**
     * What is at a commit.
     *
     * @param texts of skeletons and compose files, by their whole path
     */
    private record Read(String commit, List<DockerTemplate> templates, Map<String, String> texts) {}

    GoldenPaths(OwnRepositories own, Contents contents, History history) {
        this.own = own;
        this.contents = contents;
        this.history = history;
    }

    public HostedRepository repository() {
        return own.ready(
                NAME,
                "How this company builds its services",
                () -> shipped().entrySet().stream()
                        .map(file -> FileChange.write(file.getKey(), file.getValue()))
                        .toList());
    }

    /** Whether it was needed before. */
    boolean isThere() {
        return own.isThere(NAME);
    }

    /** Texts of what comes with Fairway, by their paths. */
    static Map<String, String> shipped() {
        return texts(FOLDERS);
    }

    static boolean isInShippedFolder(String path) {
        return FOLDERS.stream().anyMatch(path::startsWith);
    }

    /** By name, as they are now. One that is broken is left out, and said in the log. */
    public List<DockerTemplate> templates() {
        return read().templates();
    }

    /**
     * Texts of the skeletons, as they are now; those that come with Fairway where the repository has none in that folder.
     *
     * @param folder with a slash at its end
     * @return by their path in the folder
     */
    public Map<String, String> skeleton(String folder) {
        return texts(SKELETONS + folder);
    }

    /** Folders of the skeletons, as they are now and as they come with Fairway, without a slash. */
    public Set<String> skeletons() {
        Set<String> names = new TreeSet<>();
        for (Map<String, String> files : List.of(read().texts(), SHIPPED_TEXTS)) {
            below(SKELETONS, files).keySet().forEach(path -> names.add(path.split("/", 2)[0]));
        }
        return names;
    }

    /**
     * Parts of compose files, as they are now; those that come with Fairway where the repository has none in that folder.
     *
     * @param folder {@code needs/} or {@code tests/}
     * @return by their path in the folder
     */
    public Map<String, String> compose(String folder) {
        return texts(COMPOSE + folder);
    }

    /** Parts of the pipeline, by their path; those that come with Fairway where the repository has none. */
    public Map<String, String> pipeline() {
        return texts(PIPELINES);
    }

    /** Whether a file belongs to the chart that services are rendered by. */
    public static boolean isOfChart(String path) {
        return path.startsWith(CHART);
    }

    /** The files of that chart at a commit, by their paths inside of it. @throws NotFound when there is none, or no such commit */
    public Map<String, byte[]> chart(String commit) {
        HostedRepository repository = repository();
        Map<String, byte[]> files = new TreeMap<>();
        history.changedPaths(repository, null, commit).stream()
                .filter(GoldenPaths::isOfChart)
                .limit(MOST_TEXTS)
                .forEach(path -> contents.text(repository, new At(commit, path))
                        .ifPresent(text ->
                                files.put(path.substring(CHART.length()), text.getBytes(StandardCharsets.UTF_8))));
        if (files.isEmpty()) {
            throw new NotFound("chart", "folder", CHART);
        }
        return files;
    }

    /** Parts of pipelines for CIs outside, by their path; those that come with Fairway where the repository has none. */
    public Map<String, String> ci() {
        return texts(CI);
    }

    private Map<String, String> texts(String folder) {
        Map<String, String> own = below(folder, read().texts());
        return own.isEmpty() ? below(folder, SHIPPED_TEXTS) : own;
    }

    private static Map<String, String> below(String folder, Map<String, String> files) {
        Map<String, String> below = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith(folder)) {
                below.put(path.substring(folder.length()), text);
            }
        });
        return below;
    }

    private static Map<String, String> texts(List<String> folders) {
        Map<String, String> texts = new TreeMap<>();
        for (String folder : folders) {
            ClasspathFolder.files(SHIPPED + folder)
                    .forEach((path, content) -> texts.put(folder + path, new String(content, StandardCharsets.UTF_8)));
        }
        return texts;
    }

    private Read read() {
        HostedRepository repository = repository();
        String commit = head(repository);
        Read known = read;
        if (known.commit().equals(commit)) {
            return known;
        }
        Map<String, String> texts = new TreeMap<>();
        history.changedPaths(repository, null, commit).stream()
                .filter(path -> FOLDERS_OF_TEXTS.stream().anyMatch(path::startsWith))
                .limit(MOST_TEXTS)
                .forEach(path ->
                        contents.text(repository, new At(commit, path)).ifPresent(text -> texts.put(path, text)));
        Read now = new Read(commit, read(repository, commit, DOCKERFILES), texts);
        read = now;
        return now;
    }

    public DockerTemplate template(String name) {
        return find(name).orElseThrow(() -> new NotFound("template", "name", name));
    }

    /** A template with the dashboard of a service, where the platform team has one: what it got must be found again later. */
    public DockerTemplate template(String name, String service) {
        return withDashboard(template(name), service);
    }

    /** What a repository records, as it is now. */
    Optional<DockerTemplate> find(AdoptionRecord record) {
        return find(record.template())
                .map(template -> record.service() == null ? template : withDashboard(template, record.service()));
    }

    private DockerTemplate withDashboard(DockerTemplate template, String service) {
        return Dashboard.named(Dashboard.beside(template, read().texts().get(Dashboard.FILE)), service);
    }

    Optional<DockerTemplate> find(String name) {
        return templates().stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }

    /** One template as it was at a commit; null where it was not there, or broken. */
    @Nullable
    DockerTemplate at(HostedRepository repository, String commit, String name) {
        return read(repository, commit, folder(name) + "/").stream().findFirst().orElse(null);
    }

    /** The same beside the dashboard that was there, which names no service yet. */
    @Nullable
    DockerTemplate atWithDashboard(HostedRepository repository, String commit, String name) {
        DockerTemplate template = at(repository, commit, name);
        return template == null
                ? null
                : Dashboard.beside(
                        template,
                        contents.text(repository, new At(commit, Dashboard.FILE))
                                .orElse(null));
    }

    /** What counts now. */
    public String commit() {
        return head(repository());
    }

    String head(HostedRepository repository) {
        return contents.head(repository, OwnRepositories.BRANCH).orElseThrow();
    }

    /** Without a slash at its end. */
    static String folder(String name) {
        return DOCKERFILES + name;
    }

    /** @param below beginning of the paths that are looked at */
    private List<DockerTemplate> read(HostedRepository repository, String commit, String below) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        Set<String> paths = history.changedPaths(repository, null, commit);
        for (String path : paths) {
            String[] parts = path.split("/");
            if (path.startsWith(below) && parts.length == 3) {
                contents.text(repository, new At(commit, path))
                        .ifPresent(text -> byName.computeIfAbsent(parts[1], any -> new TreeMap<>())
                                .put(parts[2], text));
            }
        }
        List<DockerTemplate> templates = new ArrayList<>();
        byName.forEach((name, files) -> {
            DockerTemplate template = template(name, files);
            if (template != null) {
                templates.add(template);
            }
        });
        return List.copyOf(templates);
    }

    private static @Nullable DockerTemplate template(String name, Map<String, String> files) {
        try {
            return DockerTemplates.read(name, files);
        } catch (InvalidInput broken) {
            LOG.warn("The template dockerfiles/{} is left out: {}", name, broken.reason());
            return null;
        }
    }
}
