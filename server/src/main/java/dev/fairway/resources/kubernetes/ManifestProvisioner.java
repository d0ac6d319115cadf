package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Clusters;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Observed;
import dev.fairway.resources.spi.ConnectionUrl;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.StillThere;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever objects of Kubernetes bring about: workloads, or resources of an operator such as Crossplane. They are applied as the
 * template of a type says, and belong to one resource together.
 */
@Component
class ManifestProvisioner implements Provisioner {

    private static final int MOST_SHOWN = 5;

    private final Clusters clusters;

    ManifestProvisioner(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public String kind() {
        return "kubernetes";
    }

    @Override
    public ObjectNode settings() {
        return KubernetesServer.connection();
    }

    @Override
    public ObjectNode template() {
        return ManifestTemplate.schema();
    }

    @Override
    public List<Problem> problemsOf(ObjectNode template, Set<String> fields) {
        return ManifestTemplate.problemsOf(template);
    }

    /** What types will make there is not known, so that secrets alone are tried. */
    @Override
    public Report test(Server server) {
        Manifests trial = manifests(server, new Wanted("trial", "fairway-trial", Json.object()));
        return within(server, cluster -> {
            cluster.rehearse(List.of(trial.secret(new Login("trial", "fairway", "none"))), trial.owner());
            List<String> kinds = cluster.kinds().stream().map(Kind::toString).toList();
            return new Report(cluster.version(), Json.object(), kinds);
        });
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        Manifests manifests = manifests(server, wanted);
        List<Manifest> all = manifests.all();
        within(server, cluster -> {
            Opening.make(cluster, manifests.mark(), all, manifests.owner(), log);
            cluster.prune(manifests.owner(), withSecrets(cluster, manifests, all), manifests.kinds());
            return true;
        });
    }

    /** Secrets of users are no part of the template, and stay. */
    private static List<Manifest> withSecrets(Cluster cluster, Manifests manifests, List<Manifest> all) {
        Stream<Manifest> secrets = cluster.list(Kind.SECRET, manifests.owner()).stream();
        return Stream.concat(all.stream(), secrets).toList();
    }

    @Override
    public void tidy(Server server, Wanted before, Wanted wanted) {
        Manifests manifests = manifests(server, wanted);
        Set<Kind> former = manifests(server, before).kinds();
        within(
                server,
                cluster -> cluster.prune(manifests.owner(), withSecrets(cluster, manifests, manifests.all()), former));
    }

    @Override
    public boolean foresees() {
        return true;
    }

    /** As the API server says, which also tells what it would refuse. */
    @Override
    public List<Piece> forecast(Server server, Wanted wanted) {
        Manifests manifests = manifests(server, wanted);
        return within(server, cluster -> {
            List<Piece> pieces = new ArrayList<>();
            for (Observed one : cluster.observe(manifests.all(), manifests.owner())) {
                Manifest actual = one.actual();
                String title = "%s %s"
                        .formatted(one.wanted().kind().name(), one.wanted().name());
                if (actual == null) {
                    cluster.rehearse(List.of(one.wanted()), manifests.owner());
                    pieces.add(new Piece(Effect.CREATED, title, null));
                    continue;
                }
                manifests.mark().refuseOthers(actual);
                if (!one.differences().isEmpty()) {
                    pieces.add(new Piece(Effect.CHANGED, title, changes(one)));
                }
            }
            return pieces;
        });
    }

    private static String changes(Observed one) {
        boolean isSecret = one.wanted().kind().equals(Kind.SECRET);
        return one.differences().stream()
                .limit(MOST_SHOWN)
                .map(change -> isSecret
                        ? change.path()
                        : "%s: %s → %s".formatted(change.path(), change.before(), change.after()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return ManifestTemplate.of(template).logins().stream()
                .map(ManifestTemplate.Users::role)
                .toList();
    }

    @Override
    public boolean rotates() {
        return false;
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        issue(server, wanted, login);
    }

    @Override
    public Login issue(Server server, Wanted wanted, Login login) {
        Manifests manifests = manifests(server, wanted);
        ManifestTemplate.Users users = manifests.template().login(login.role());
        return within(server, cluster -> {
            if (users.isOurs()) {
                return made(cluster, server, manifests, users, login);
            }
            String name = manifests.secretOf(users);
            Manifest secret = cluster.find(Kind.SECRET, name)
                    .orElseThrow(() -> new ServerFailed(
                            server.identifier(),
                            "Secret %s is not there yet; tried again later".formatted(name),
                            null));
            return new Login(
                    login.role(), decoded(server, secret, users.user()), decoded(server, secret, users.password()));
        });
    }

    /** A user whose name the type fixes keeps the password that is there. */
    private static Login made(
            Cluster cluster, Server server, Manifests manifests, ManifestTemplate.Users users, Login login) {
        Login named = users.name().isEmpty() ? login : new Login(login.role(), users.name(), login.password());
        Manifest secret = manifests.secret(named);
        Optional<Manifest> there =
                users.name().isEmpty() ? Optional.empty() : manifests.mark().find(cluster, Kind.SECRET, secret.name());
        if (there.isPresent()) {
            return new Login(login.role(), users.name(), decoded(server, there.get(), "password"));
        }
        Opening.make(cluster, manifests.mark(), List.of(secret), manifests.owner(), said -> {});
        return named;
    }

    private static String decoded(Server server, Manifest secret, String key) {
        String value = Json.textAt(Json.objectAt(secret.content(), "data"), key);
        if (value == null) {
            throw new ServerFailed(
                    server.identifier(),
                    "Secret %s has no %s yet; tried again later".formatted(secret.name(), key),
                    null);
        }
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    /** Users go with their objects. */
    @Override
    public void dismiss(Server server, Wanted wanted, String user) {}

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return within(server, manifests(server, wanted)::outputs);
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return ConnectionUrl.of(wanted.template()).text(() -> outputs(server, wanted), login);
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        return within(server, new ManifestObservation(manifests(server, wanted))::of);
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        Manifests manifests = manifests(server, wanted);
        return within(
                server,
                cluster -> manifests.all().stream()
                        .filter(one -> cluster.find(one.kind(), one.name())
                                .filter(manifests.mark()::isOn)
                                .isPresent())
                        .map(one -> "%s %s".formatted(one.kind().name(), one.name()))
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("Nothing"));
    }

    @Override
    public void remove(Server server, Wanted wanted) {
        Manifests manifests = manifests(server, wanted);
        Optional<Manifest> left = within(server, cluster -> {
            cluster.prune(manifests.owner(), List.of(), manifests.kinds());
            return manifests.kinds().stream()
                    .filter(Kind::isOfOperator)
                    .flatMap(kind -> cluster.list(kind, manifests.owner()).stream())
                    .findFirst();
        });
        left.ifPresent(one -> {
            throw new StillThere("%s %s".formatted(one.kind().name(), one.name()));
        });
    }

    /** What else there is could be anything. */
    @Override
    public List<Found> discover(Server server) {
        return List.of();
    }

    private static Manifests manifests(Server server, Wanted wanted) {
        return Manifests.of(new KubernetesServer(server), wanted);
    }

    private <T> T within(Server server, Function<Cluster, T> work) {
        return new Opening(clusters, server).within(work);
    }
}
