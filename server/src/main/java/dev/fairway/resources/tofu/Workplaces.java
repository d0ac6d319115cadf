package dev.fairway.resources.tofu;

import dev.fairway.resources.ResourcesSettings;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where OpenTofu works on this machine, when it is switched on: a few at once, each in a folder of its own. */
@Component
class Workplaces {

    static final String PLUGINS = "plugins";

    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_ATTEMPTS = 5;
    private static final String BACKEND = "{\"terraform\": {\"backend\": {\"pg\": {}}}}";

    private final ResourcesSettings settings;
    private final States states;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

    Workplaces(ResourcesSettings settings, States states) {
        this.settings = settings;
        this.states = states;
    }

    boolean isOn() {
        return !settings.tofu().isBlank();
    }

    /** @throws Refused where it is switched off */
    void requireOn() {
        if (!isOn()) {
            throw new Refused(
                    "OpenTofu is switched off; an administrator of the server can name the program with FAIRWAY_RESOURCES_TOFU, which lets whoever writes types of resources do what Fairway can");
        }
    }

    /** For a module alone, without anything that it would be given. */
    Workplace bare(String module) {
        return open("check", Map.of(), new Stars(), Map.of("main.tf", module));
    }

    /** For something new: nothing is kept of what is found out there. */
    Workplace stateless(Server server, Wanted wanted) {
        Account account = Account.of(server);
        return open("plan", account.environment(), stars(account), files(server, wanted, account));
    }

    /** With the state of the resource, which is begun where there is none yet. */
    Workplace ready(Server server, Wanted wanted) {
        Account account = Account.of(server);
        Map<String, String> environment = new HashMap<>(account.environment());
        environment.putAll(states.environment(wanted.id()));
        Map<String, String> files = new HashMap<>(files(server, wanted, account));
        files.put("fairway_override.tf.json", BACKEND);
        Workplace place = open(wanted.id(), environment, stars(account), files);
        try {
            init(place, wanted.id());
            return place;
        } catch (RuntimeException failure) {
            place.close();
            throw failure;
        }
    }

    private void init(Workplace place, String resource) {
        if (states.has(resource)) {
            place.select(resource);
            place.init();
        } else {
            place.init();
            states.begin(() -> begin(place, resource));
        }
        for (Path folder : withLeftStates(resource)) {
            states.restore(resource, read(folder.resolve(Workplace.LEFT_STATE)));
            Workplace.remove(folder);
        }
    }

    /** OpenTofu takes a lock of all states for a moment whenever it takes one of them, and does not wait for it here. */
    private void begin(Workplace place, String resource) {
        for (int attempt = 1; !states.has(resource); attempt++) {
            try {
                place.begin(resource);
            } catch (CallFailed failure) {
                if (attempt == MOST_ATTEMPTS || !failure.diagnostics().has("locked for workspace creation")) {
                    throw failure;
                }
            }
        }
        place.select(resource);
    }

    /** Of attempts that could not keep what they knew, as the database was away. */
    private List<Path> withLeftStates(String resource) {
        try (Stream<Path> folders = Files.list(home())) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(resource + "-"))
                    .filter(folder -> Files.exists(folder.resolve(Workplace.LEFT_STATE)))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stars stars(Account account) {
        Stars stars = new Stars();
        stars.hide(account.secrets());
        return stars;
    }

    private static Map<String, String> files(Server server, Wanted wanted, Account account) {
        Template template = Template.of(wanted);
        return Map.of(
                "main.tf",
                template.module(),
                "terraform.tfvars.json",
                variables(template, server, wanted, account).toString());
    }

    /** Those that the module declares. They are data: nothing of them is ever read as HCL. */
    private static ObjectNode variables(Template template, Server server, Wanted wanted, Account account) {
        Map<String, JsonNode> given = new HashMap<>(account.variables());
        given.keySet().retainAll(Set.copyOf(template.accountVariables()));
        given.putAll(Json.fields(wanted.specification()));
        given.put("name", Json.text(wanted.name()));
        given.put("id", Json.text(wanted.id()));
        given.put("region", Json.text(server.region()));
        Set<String> declared = Outline.of(template.module()).of("variable").stream()
                .map(Outline.Block::label)
                .collect(Collectors.toSet());
        ObjectNode variables = Json.object();
        given.forEach((name, value) -> {
            if (declared.contains(name)) {
                variables.set(name, value);
            }
        });
        return variables;
    }

    private Workplace open(String purpose, Map<String, String> given, Stars stars, Map<String, String> files) {
        requireOn();
        places.acquireUninterruptibly();
        try {
            Path folder = Files.createTempDirectory(
                    home(),
                    purpose + "-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Map<String, String> environment = new HashMap<>(given);
            environment.putAll(own(folder));
            Workplace place =
                    new Workplace(folder, settings.tofu(), environment, settings.tofuTimeout(), stars, places::release);
            place.write("tofu.rc", configuration());
            files.forEach(place::write);
            return place;
        } catch (IOException failure) {
            places.release();
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> own(Path folder) throws IOException {
        Path plugins = Files.createDirectories(home().resolve(PLUGINS));
        return Map.of(
                "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                "HOME", folder.toString(),
                "TF_CLI_CONFIG_FILE", folder.resolve("tofu.rc").toString(),
                "TF_IN_AUTOMATION", "1",
                "TF_PLUGIN_CACHE_DIR", plugins.toString(),
                "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1",
                "CHECKPOINT_DISABLE", "1");
    }

    /** Written for each call, so that what an account of the machine has does not count. */
    private String configuration() {
        return settings.tofuProviders().isBlank()
                ? ""
                : "provider_installation {\n  filesystem_mirror {\n    path = %s\n  }\n}\n"
                        .formatted(Json.text(Path.of(settings.tofuProviders())
                                .toAbsolutePath()
                                .toString()));
    }

    Path home() {
        try {
            return Files.createDirectories(
                    settings.home().toAbsolutePath().normalize().resolve("tofu"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
