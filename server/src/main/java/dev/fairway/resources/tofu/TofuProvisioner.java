package dev.fairway.resources.tofu;

import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.MoreLost;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a module of OpenTofu makes, with the account of a cloud. A state of OpenTofu says what belongs to a resource; what is
 * in none is never touched.
 */
@Component
class TofuProvisioner implements Provisioner {

    private static final String WAIT = "-lock-timeout=60s";
    private static final String NO_WAIT = "-lock=false";
    private static final String IN_USE = "Error acquiring the state lock";
    private static final int OLDEST_MINOR = 12;

    private final Workplaces workplaces;
    private final States states;

    TofuProvisioner(Workplaces workplaces, States states) {
        this.workplaces = workplaces;
        this.states = states;
    }

    @Override
    public String kind() {
        return "opentofu";
    }

    @Override
    public ObjectNode settings() {
        return Account.settings();
    }

    @Override
    public ObjectNode template() {
        return Template.schema();
    }

    /** Where OpenTofu is switched on, it is asked as well: it knows what the providers take. */
    @Override
    public List<Problem> problemsOf(ObjectNode template, Set<String> fields) {
        List<Problem> problems = ModuleCheck.of(Template.of(template), fields);
        if (!problems.isEmpty() || !workplaces.isOn()) {
            return problems;
        }
        try (Workplace place = workplaces.bare(Template.of(template).module())) {
            place.init("-backend=false");
            return place.validate()
                    .path("diagnostics")
                    .valueStream()
                    .filter(said -> said.path("severity").asString("").equals("error"))
                    .map(said -> new Problem("template.module", Diagnostics.sentence(said)))
                    .toList();
        } catch (CallFailed failure) {
            return List.of(new Problem("template.module", failure.reason()));
        }
    }

    @Override
    public Report test(Server server) {
        workplaces.requireOn();
        Account.of(server);
        return with(server, () -> workplaces.bare(""), place -> {
            String version = place.version();
            if (!isKnown(version)) {
                throw new ServerUnfit(
                        server.identifier(),
                        "It is OpenTofu %s; 1.%d or a later one of the same kind is needed"
                                .formatted(version, OLDEST_MINOR));
            }
            return new Report("OpenTofu " + version, Json.object());
        });
    }

    private static boolean isKnown(String version) {
        String[] parts = version.split("\\.");
        return parts.length > 2
                && parts[0].equals("1")
                && parts[1].matches("\\d{1,4}")
                && Integer.parseInt(parts[1]) >= OLDEST_MINOR;
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        apply(server, wanted, null, log);
    }

    @Override
    public void change(Server server, Wanted wanted, Set<String> losses, Consumer<String> log) {
        apply(server, wanted, losses, log);
    }

    /** @param losses what may be lost; null for whatever is there, as nothing of it was ever delivered */
    private void apply(Server server, Wanted wanted, @Nullable Set<String> losses, Consumer<String> log) {
        with(server, () -> workplaces.ready(server, wanted), place -> {
            Planned planned = place.plan(WAIT);
            if (losses != null) {
                refuseMore(planned.losses(), losses);
            }
            planned.pieces()
                    .forEach(piece -> log.accept("Planned: %s %s"
                            .formatted(piece.title(), piece.note() == null ? "created" : piece.note())));
            place.applyPlan(log, WAIT);
            return planned;
        });
    }

    private static void refuseMore(Set<String> would, Set<String> may) {
        Set<String> more = new HashSet<>(would);
        more.removeAll(may);
        if (!more.isEmpty()) {
            throw new MoreLost(more);
        }
    }

    @Override
    public boolean foresees() {
        return true;
    }

    @Override
    public List<Piece> forecast(Server server, Wanted wanted) {
        return states.has(wanted.id())
                ? with(
                        server,
                        () -> workplaces.ready(server, wanted),
                        place -> place.plan(NO_WAIT).pieces())
                : with(server, () -> workplaces.stateless(server, wanted), place -> {
                    place.init();
                    return place.plan().pieces();
                });
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return Template.of(template).logins().stream().map(Template.Users::role).toList();
    }

    @Override
    public boolean rotates() {
        return false;
    }

    /** The module lets its users in. */
    @Override
    public void admit(Server server, Wanted wanted, Login login) {}

    @Override
    public Login issue(Server server, Wanted wanted, Login login) {
        Template.Users users = Template.of(wanted).login(login.role());
        return with(server, () -> workplaces.ready(server, wanted), place -> {
            ObjectNode outputs = place.outputs();
            return new Login(
                    login.role(), text(server, outputs, users.user()), text(server, outputs, users.password()));
        });
    }

    private static String text(Server server, ObjectNode outputs, String name) {
        String text = Json.textAt(outputs.path(name), "value");
        if (text == null || text.isEmpty()) {
            throw new ServerFailed(
                    server.identifier(), "The module gives no text as its output \"%s\"".formatted(name), null);
        }
        return text;
    }

    /** Users go with the module. */
    @Override
    public void dismiss(Server server, Wanted wanted, String user) {}

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return with(server, () -> workplaces.ready(server, wanted), place -> shown(place.outputs()));
    }

    private static ObjectNode shown(ObjectNode outputs) {
        ObjectNode shown = Json.object();
        Json.fields(outputs).forEach((name, output) -> {
            if (!output.path("sensitive").asBoolean(true)) {
                shown.set(name, output.path("value"));
            }
        });
        return shown;
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return Template.of(wanted).url().text(() -> outputs(server, wanted), login);
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        if (!states.has(wanted.id())) {
            return Observation.missing();
        }
        return with(server, () -> workplaces.ready(server, wanted), place -> {
            Planned planned = place.plan(NO_WAIT);
            Map<String, Integer> present = planned.present();
            if (present.isEmpty() && !planned.isNothing()) {
                return Observation.missing();
            }
            double things =
                    present.values().stream().mapToInt(Integer::intValue).sum();
            return new Observation(true, Json.object(), Map.of("things", things), null, planned.differences());
        });
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        if (!states.has(wanted.id())) {
            return "Nothing";
        }
        return with(
                server,
                () -> workplaces.ready(server, wanted),
                place -> loss(place.plan(NO_WAIT, "-refresh=false").present()));
    }

    private static String loss(Map<String, Integer> present) {
        return present.isEmpty()
                ? "Nothing"
                : present.entrySet().stream()
                        .map(type -> "%,d %s".formatted(type.getValue(), type.getKey()))
                        .collect(Collectors.joining(", "));
    }

    /** The state goes last. */
    @Override
    public void remove(Server server, Wanted wanted) {
        if (states.has(wanted.id())) {
            with(server, () -> workplaces.ready(server, wanted), place -> {
                Planned planned = place.plan(WAIT, "-destroy");
                place.applyPlan(said -> {}, WAIT);
                return planned;
            });
        }
        states.forget(wanted.id());
    }

    @Override
    public List<Found> discover(Server server) {
        return List.of();
    }

    private static <T> T with(Server server, Supplier<Workplace> opened, Function<Workplace, T> work) {
        try (Workplace place = opened.get()) {
            return work.apply(place);
        } catch (CallFailed failure) {
            throw translated(server, failure);
        }
    }

    private static RuntimeException translated(Server server, CallFailed failure) {
        if (failure.diagnostics().isOfValues()) {
            return new InvalidInput("specification", failure.reason());
        }
        String reason = failure.diagnostics().has(IN_USE)
                ? "Something else is being done to it; tried again later"
                : failure.reason();
        return new ServerFailed(server.identifier(), reason, failure);
    }
}
