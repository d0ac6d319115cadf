package dev.fairway.delivery.pipelines;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.builds.BuiltImage;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code .fairway/pipeline.yaml} in a repository says: the stages, in their order. */
record PipelineFile(List<Stage> stages) {

    static final String PATH = ".fairway/pipeline.yaml";

    private static final int MOST_STAGES = 20;
    private static final int MOST_GLOBS = 20;
    private static final int MOST_VARIABLES = 50;
    private static final int LONGEST_RUN = 10_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_MINUTES = 120;
    private static final int USUAL_MINUTES = 30;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Set<String> FIELDS = Set.of(
            "name",
            "run",
            "deploy",
            "publish",
            "branches",
            "junit",
            "sbom",
            "sarif",
            "image",
            "minutes",
            "env",
            "container");
    private static final Set<String> IMAGE_FIELDS = Set.of("repository", "tag", "digest");
    private static final Set<String> PUBLISH_FIELDS = Set.of("image", "registry", "repository", "tag");
    private static final Pattern PATH_OF_IMAGE =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final int LONGEST_PATH_OF_IMAGE = 200;
    private static final Set<String> DEPLOY_FIELDS = Set.of("service", "environment", "tag", "digest");
    private static final int MOST_BRANCHES = 20;

    /**
     * @param run a script of the shell; empty where it does something else
     * @param deploy what it asks for instead; null where it does not
     * @param publish which image it publishes instead; null where it does not
     * @param container image that it runs in where containers run stages; empty for the one of the settings
     * @param branches whose commits it is for; empty for all
     * @param junit which files hold results of tests, as globs below the root of the repository
     * @param made what it leaves beside; null where it says nothing of that
     */
    record Stage(
            String name,
            String run,
            @Nullable Deploy deploy,
            @Nullable Publish publish,
            String container,
            List<String> branches,
            List<String> junit,
            @Nullable Made made,
            Duration timeout,
            Map<String, String> env) {

        /**
         * What deploys is for the main branch alone, where reviews are what its protection says; what makes previews is for all
         * others. What publishes is for the main branch, unless it names other branches.
         */
        boolean isFor(String branch, String main) {
            boolean isMain = branch.equals(main);
            if (deploy != null && deploy.isPreview() == isMain) {
                return false;
            }
            return branches.isEmpty() ? publish == null || isMain : branches.contains(branch);
        }
    }

    /**
     * @param image path of a file with the image, which an earlier stage left
     * @param registry name of one that is connected
     * @param repository below its address
     * @param tag of the image; empty for the commit
     */
    record Publish(String image, String registry, String repository, String tag) {

        String tagOf(String commit) {
            return tag.isEmpty() ? commit : tag;
        }
    }

    /**
     * @param tag of the image; empty for the commit
     * @param digest path of a file with the digest of the image; empty for none
     */
    record Deploy(String service, String environment, String tag, String digest) {

        /** Of the open change requests of the branch, instead of a release. */
        boolean isPreview() {
            return environment.equals("preview");
        }
    }

    /**
     * What a stage leaves for others to know.
     *
     * @param image that it published; null for none
     * @param sbom path of a file with its bill of materials; empty for none
     * @param sarif which files hold findings, as globs
     */
    record Made(@Nullable Image image, String sbom, List<String> sarif) {

        static final Made NOTHING = new Made(null, "", List.of());
    }

    /**
     * @param tag of the image; empty for the commit
     * @param digest path of a file with the digest of the image; empty for none
     */
    record Image(String repository, String tag, String digest) {}

    /** @throws InvalidInput with everything that is wrong with it, each at its path in the file */
    static PipelineFile read(String text) {
        List<ObjectNode> documents = Manifest.documents(text);
        if (documents.size() != 1) {
            throw new InvalidInput(
                    "", "has one document, with a list of stages; here are %d".formatted(documents.size()));
        }
        return new Reading().file(documents.getFirst());
    }

    private static final class Reading {

        private final List<Problem> problems = new ArrayList<>();

        PipelineFile file(ObjectNode document) {
            only(document, "", Set.of("stages"));
            List<Stage> stages = new ArrayList<>();
            JsonNode written = document.path("stages");
            if (!written.isArray() || written.isEmpty() || written.size() > MOST_STAGES) {
                problem("/stages", "is a list of 1 to %d stages".formatted(MOST_STAGES));
            } else {
                Set<String> names = new HashSet<>();
                for (int at = 0; at < written.size(); at++) {
                    Stage stage = stage(written.get(at), "/stages/%d".formatted(at));
                    stages.add(stage);
                    if (!names.add(stage.name())) {
                        problem(
                                "/stages/%d/name".formatted(at),
                                "\"%s\" is the name of another stage".formatted(stage.name()));
                    }
                }
            }
            InvalidInput.check(problems);
            return new PipelineFile(List.copyOf(stages));
        }

        private Stage stage(JsonNode stage, String path) {
            only(stage, path, FIELDS);
            String name = stage.path("name").asString("");
            if (!NAME.matcher(name).matches()) {
                problem(
                        path + "/name",
                        "\"%.40s\" is not 1 to 30 lower case letters, digits and hyphens".formatted(name));
            }
            String run = stage.path("run").asString("");
            Deploy deploy = stage.has("deploy") ? deploy(stage.path("deploy"), path + "/deploy") : null;
            Publish publish = stage.has("publish") ? publish(stage.path("publish"), path + "/publish") : null;
            doesOneThing(stage, path);
            int minutes = stage.path("minutes").asInt(stage.has("minutes") ? 0 : USUAL_MINUTES);
            if (minutes < 1 || minutes > LONGEST_MINUTES) {
                problem(path + "/minutes", "is a number from 1 to %d".formatted(LONGEST_MINUTES));
            }
            return new Stage(
                    name,
                    run,
                    deploy,
                    publish,
                    container(stage, path),
                    texts(stage.path("branches"), path + "/branches", MOST_BRANCHES),
                    texts(stage.path("junit"), path + "/junit", MOST_GLOBS),
                    made(stage, path),
                    Duration.ofMinutes(minutes),
                    env(stage.path("env"), path + "/env"));
        }

        private void doesOneThing(JsonNode stage, String path) {
            String run = stage.path("run").asString("");
            String other = stage.has("deploy") ? "deploys" : stage.has("publish") ? "publishes" : "";
            if (stage.has("deploy") && stage.has("publish")) {
                problem(path + "/publish", "is for another stage: this one deploys");
            }
            if (!other.isEmpty() && stage.has("run")) {
                problem(path + "/run", "is for another stage: this one %s".formatted(other));
            } else if (other.isEmpty() && (run.isBlank() || run.length() > LONGEST_RUN)) {
                problem(path + "/run", "is a script of 1 to %,d characters".formatted(LONGEST_RUN));
            }
            if (stage.has("publish") && stage.has("image")) {
                problem(path + "/image", "is what publish says itself; leave it out");
            }
        }

        private String container(JsonNode stage, String path) {
            String container = stage.path("container").asString("");
            if (stage.has("container") && !DeliverySettings.Container.isImage(container)) {
                problem(
                        path + "/container",
                        "\"%.100s\" is no image such as docker.io/library/golang:1.26".formatted(container));
            }
            if (stage.has("container") && !stage.has("run")) {
                problem(path + "/container", "is for a stage that runs a script");
            }
            return container;
        }

        private Publish publish(JsonNode publish, String path) {
            only(publish, path, PUBLISH_FIELDS);
            Publish wanted = new Publish(
                    publish.path("image").asString(""),
                    publish.path("registry").asString(""),
                    publish.path("repository").asString(""),
                    publish.path("tag").asString(""));
            if (wanted.image().isBlank() || wanted.image().length() > LONGEST_TEXT) {
                problem(
                        path + "/image",
                        "is the path of a file with the image, of at most %,d characters".formatted(LONGEST_TEXT));
            }
            if (wanted.registry().isBlank() || wanted.registry().length() > LONGEST_TEXT) {
                problem(path + "/registry", "is the name of a registry that is connected");
            }
            if (wanted.repository().length() > LONGEST_PATH_OF_IMAGE
                    || !PATH_OF_IMAGE.matcher(wanted.repository()).matches()) {
                problem(
                        path + "/repository",
                        "is a path such as harbor/parcel, of at most %d lower case letters, digits and - _ . between them"
                                .formatted(LONGEST_PATH_OF_IMAGE));
            }
            if (!wanted.tag().isEmpty() && !BuiltImage.isTag(wanted.tag())) {
                problem(path + "/tag", "\"%.100s\" is no tag of an image".formatted(wanted.tag()));
            }
            return wanted;
        }

        private @Nullable Made made(JsonNode stage, String path) {
            if (!stage.has("image") && !stage.has("sbom") && !stage.has("sarif")) {
                return null;
            }
            String sbom = stage.path("sbom").asString("");
            if (sbom.length() > LONGEST_TEXT) {
                problem(path + "/sbom", "is the path of a file, of at most %,d characters".formatted(LONGEST_TEXT));
            }
            return new Made(
                    stage.has("image") ? image(stage.path("image"), path + "/image") : null,
                    sbom,
                    texts(stage.path("sarif"), path + "/sarif", MOST_GLOBS));
        }

        private Image image(JsonNode image, String path) {
            only(image, path, IMAGE_FIELDS);
            Image published = new Image(
                    image.path("repository").asString(""),
                    image.path("tag").asString(""),
                    image.path("digest").asString(""));
            if (published.repository().isBlank() || published.toString().length() > LONGEST_TEXT) {
                problem(path, "names its repository, such as registry.example.com/harbor/parcel");
            }
            return published;
        }

        private Deploy deploy(JsonNode deploy, String path) {
            only(deploy, path, DEPLOY_FIELDS);
            Deploy wanted = new Deploy(
                    deploy.path("service").asString(""),
                    deploy.path("environment").asString(""),
                    deploy.path("tag").asString(""),
                    deploy.path("digest").asString(""));
            if (wanted.service().isBlank() || wanted.environment().isBlank()) {
                problem(path, "names a service and an environment");
            }
            if (wanted.toString().length() > LONGEST_TEXT) {
                problem(path, "is longer than %,d characters".formatted(LONGEST_TEXT));
            }
            return wanted;
        }

        /** One text, or a list of them. */
        private List<String> texts(JsonNode written, String path, int most) {
            List<String> texts = written.isString() ? List.of(written.stringValue()) : Json.texts(written);
            boolean isRead = written.isMissingNode()
                    || written.isString()
                    || (written.isArray() && texts.size() == written.size());
            if (!isRead
                    || texts.size() > most
                    || texts.stream().anyMatch(text -> text.isBlank() || text.length() > LONGEST_TEXT)) {
                problem(path, "is a text, or a list of at most %d".formatted(most));
                return List.of();
            }
            return texts;
        }

        private Map<String, String> env(JsonNode written, String path) {
            Map<String, String> env = new LinkedHashMap<>();
            if (!written.isMissingNode() && !written.isObject() || written.size() > MOST_VARIABLES) {
                problem(path, "has at most %d variables by name".formatted(MOST_VARIABLES));
                return env;
            }
            Json.fields(written).forEach((name, value) -> {
                if (!VARIABLE.matcher(name).matches()
                        || !value.isValueNode()
                        || value.asString("").length() > LONGEST_TEXT) {
                    problem(
                            path + "/" + name,
                            "is no variable with a text of at most %,d characters".formatted(LONGEST_TEXT));
                }
                env.put(name, value.asString(""));
            });
            return env;
        }

        private void only(JsonNode node, String path, Set<String> known) {
            if (!node.isObject()) {
                problem(path, "is no object");
                return;
            }
            Json.fields(node).keySet().stream()
                    .filter(field -> !known.contains(field))
                    .forEach(field -> problem(
                            path + "/" + field,
                            "is not known here; there is %s"
                                    .formatted(String.join(
                                            ", ", known.stream().sorted().toList()))));
        }

        private void problem(String path, String message) {
            problems.add(new Problem(path, message));
        }
    }
}
