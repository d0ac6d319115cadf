package dev.fairway.delivery.build;

import dev.fairway.delivery.build.Dockerfile.Stage;
import dev.fairway.delivery.build.LintFinding.Severity;
import dev.fairway.shared.InvalidInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds a repository's own Dockerfile against the rules of the platform. The rules follow what Docker's documentation and
 * the CIS benchmark for Docker (section 4, images) ask for, as far as a file can show it.
 */
public final class DockerfileLint {

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passwd|secret|token|api_?key|private_?key|credential|access_?key).*");
    private static final Pattern SECRET_FILE = Pattern.compile(
            "(?i)(^|.*/)(\\.env(\\..+)?|id_(rsa|dsa|ecdsa|ed25519)|.*\\.(pem|key|p12|pfx|jks)|\\.npmrc|\\.netrc|\\.pypirc|credentials|kubeconfig)");
    private static final Pattern SECRET_IN_COMMAND = Pattern.compile(
            "(?i)(https?://[^/\\s:@$]+:[^/\\s@$]+@|(curl|wget)\\b.*(\\s-u\\s*|--user[ =])[^\\s$]+:[^\\s$]+)");
    private static final Pattern DEPENDENCY_FILE = Pattern.compile(
            "(?i).*(package(-lock)?\\.json|pom\\.xml|build\\.gradle(\\.kts)?|requirements[^/]*\\.txt|pyproject\\.toml|go\\.(mod|sum)|\\.csproj|gemfile|cargo\\.toml).*");
    private static final Pattern INSTALLS = Pattern.compile(
            "(?i).*\\b(npm (ci|install|i)|yarn install|pnpm (install|i)|pip3? install|poetry install|go mod download|mvn\\b|\\./mvnw\\b|gradle\\b|\\./gradlew\\b|dotnet restore|bundle install)\\b.*");

    private final Dockerfile file;
    private final List<LintFinding> findings = new ArrayList<>();

    private DockerfileLint(Dockerfile file) {
        this.file = file;
    }

    /**
     * In the order of the lines.
     *
     * @throws InvalidInput when it is no Dockerfile
     */
    public static List<LintFinding> check(String text) {
        DockerfileLint lint = new DockerfileLint(Dockerfile.read(text));
        lint.checkBases();
        lint.checkUser();
        lint.checkSecrets();
        lint.checkCommands();
        lint.checkStart();
        lint.checkLayers();
        return lint.findings.stream()
                .sorted(Comparator.comparingInt(LintFinding::line).thenComparing(LintFinding::rule))
                .toList();
    }

    private void checkBases() {
        for (Stage stage : file.stages()) {
            String image = file.image(stage);
            if (image.equals("scratch") || file.isOwnStage(image) || image.contains("@sha256:")) {
                continue;
            }
            String name = image.substring(image.lastIndexOf('/') + 1);
            int colon = name.indexOf(':');
            if (image.isEmpty()) {
                deny(
                        "pinned-base",
                        stage.from(),
                        "%s names no image without an argument; give the argument a default",
                        stage.base());
            } else if (colon < 0 || name.endsWith(":latest")) {
                deny(
                        "pinned-base",
                        stage.from(),
                        "%s is another image from one day to the next; name a version, such as %s:1.2, or a digest",
                        image,
                        colon < 0 ? image : image.substring(0, image.lastIndexOf(':')));
            }
        }
    }

    private void checkUser() {
        Optional<Instruction> user = file.lineage().stream()
                .flatMap(stage -> stage.last("USER").stream())
                .findFirst();
        if (user.isEmpty()) {
            deny(
                    "not-root",
                    file.stages().getLast().from(),
                    "The image runs as root, as no USER says otherwise; write USER 10001:10001 before its start");
            return;
        }
        String name = user.get().text().split(":", 2)[0].strip();
        if (name.equals("root") || name.equals("0")) {
            deny("not-root", user.get(), "The image runs as %s; write USER 10001:10001", name);
        }
    }

    private void checkSecrets() {
        List<Instruction> all = new ArrayList<>(file.before());
        file.stages().forEach(stage -> all.addAll(stage.instructions()));
        for (Instruction instruction : all) {
            switch (instruction.keyword()) {
                case "ARG", "ENV" -> checkAssigned(instruction);
                case "COPY", "ADD" ->
                    instruction.words().stream()
                            .limit(Math.max(0, instruction.words().size() - 1))
                            .filter(source -> SECRET_FILE.matcher(source).matches())
                            .forEach(source -> deny(
                                    "no-secrets",
                                    instruction,
                                    "%s stays in a layer of the image, where whoever has the image reads it; mount it: RUN --mount=type=secret",
                                    source));
                case "RUN" -> {
                    if (SECRET_IN_COMMAND.matcher(instruction.text()).find()) {
                        deny(
                                "no-secrets",
                                instruction,
                                "A password stands in a command, and stays in the history of the image; mount it: RUN --mount=type=secret");
                    }
                }
                default -> {}
            }
        }
    }

    private void checkAssigned(Instruction instruction) {
        Map<String, ?> assigned = Dockerfile.assignments(instruction.text());
        assigned.forEach((name, value) -> {
            boolean isSecret = SECRET_NAME.matcher(name).matches()
                    && !name.toUpperCase(Locale.ROOT).endsWith("_FILE")
                    && !name.toUpperCase(Locale.ROOT).endsWith("_PATH");
            boolean isSet = instruction.is("ARG") || (value instanceof String text && !text.isBlank());
            if (isSecret && isSet) {
                deny(
                        "no-secrets",
                        instruction,
                        "%s of %s stays in the image's history; mount it where it is needed: RUN --mount=type=secret",
                        name,
                        instruction.keyword());
            }
        });
    }

    private void checkCommands() {
        for (Stage stage : file.stages()) {
            for (Instruction instruction : stage.instructions()) {
                String text = instruction.text();
                if (instruction.is("ADD") && text.matches("(?s).*\\bhttps?://.*")) {
                    warn(
                            "add-remote",
                            instruction,
                            "ADD takes whatever the address has on the day; download it by RUN, with its checksum");
                }
                if (!instruction.is("RUN")) {
                    continue;
                }
                if (text.matches("(?s).*\\bapt(-get)?\\b[^&;|]*\\binstall\\b.*")
                        && !text.contains("/var/lib/apt/lists")
                        && instruction.flags().stream().noneMatch(flag -> flag.contains("/var/lib/apt"))) {
                    warn(
                            "apt-lists",
                            instruction,
                            "The lists of packages stay in the layer; end the same RUN with rm -rf /var/lib/apt/lists/*");
                }
                if (text.matches("(?s).*\\bchmod\\b[^&;|]*\\b0?777\\b.*")) {
                    warn(
                            "open-to-all",
                            instruction,
                            "chmod 777 lets every process change it; give the user what it needs");
                }
                if (text.matches("(?s).*\\bsudo\\b.*")) {
                    warn("sudo", instruction, "sudo has no use in a build; change the USER");
                }
                if (text.matches("(?is).*\\b(curl|wget)\\b[^&;]*\\|\\s*(ba|da|z)?sh\\b.*")) {
                    warn(
                            "piped-script",
                            instruction,
                            "A script from an address is run unseen; download it and check its sum");
                }
            }
        }
    }

    private void checkStart() {
        Stage last = file.stages().getLast();
        boolean isHealthChecked = file.lineage().stream()
                .anyMatch(stage -> stage.last("HEALTHCHECK").isPresent());
        if (!isHealthChecked) {
            warn("health-check", last.from(), "Nothing says whether the service is well; add HEALTHCHECK CMD");
        }
        for (String keyword : List.of("CMD", "ENTRYPOINT")) {
            last.last(keyword)
                    .filter(start -> !start.isExecForm())
                    .ifPresent(start -> warn(
                            "exec-form",
                            start,
                            "%s goes through a shell, which keeps the signal to end from the service; write it as a list: [\"…\"]",
                            keyword));
        }
        boolean isLabelled = last.instructions().stream()
                .anyMatch(one -> one.is("LABEL") && one.text().contains("org.opencontainers.image."));
        if (!isLabelled) {
            warn(
                    "labels",
                    last.from(),
                    "Nothing tells which commit is in it; add LABEL org.opencontainers.image.revision and .source");
        }
    }

    /** Whatever changes in the source, dependencies are installed anew when they are installed behind all of it. */
    private void checkLayers() {
        for (Stage stage : file.stages()) {
            boolean hasAll = false;
            boolean hasDependencies = false;
            for (Instruction one : stage.instructions()) {
                if (one.is("COPY") && one.flags().stream().noneMatch(flag -> flag.startsWith("--from"))) {
                    hasAll |= !one.words().isEmpty() && one.words().getFirst().matches("\\.?/?");
                    hasDependencies |= DEPENDENCY_FILE.matcher(one.text()).matches();
                }
                boolean isCached = one.flags().stream().anyMatch(flag -> flag.contains("type=cache"));
                if (one.is("RUN")
                        && hasAll
                        && !hasDependencies
                        && !isCached
                        && INSTALLS.matcher(one.text()).matches()) {
                    warn(
                            "layer-cache",
                            one,
                            "Dependencies are installed anew with every change of the source; COPY what names them, install, then COPY the rest");
                    break;
                }
            }
        }
    }

    private void deny(String rule, Instruction at, String message, Object... values) {
        add(rule, Severity.DENY, at, message, values);
    }

    private void warn(String rule, Instruction at, String message, Object... values) {
        add(rule, Severity.WARN, at, message, values);
    }

    private void add(String rule, Severity severity, Instruction at, String message, Object... values) {
        findings.add(
                new LintFinding(rule, severity, at.line(), values.length == 0 ? message : message.formatted(values)));
    }
}
