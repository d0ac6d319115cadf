package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Clusters;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PostgreSQL cluster of its own, which the operator CloudNativePG makes in a namespace of a Kubernetes cluster. An annotation
 * marks what is Fairway's.
 */
@Component
class KubernetesPostgresProvisioner implements Provisioner {

    private static final int PORT = 5432;
    private static final List<Kind> KINDS = List.of(PostgresManifests.BACKUPS, PostgresManifests.CLUSTER, Kind.SECRET);

    private final Clusters clusters;

    KubernetesPostgresProvisioner(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public String kind() {
        return "kubernetes-postgresql";
    }

    @Override
    public ObjectNode settings() {
        return KubernetesServer.settings();
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return List.of(PostgresUsers.OWNER, PostgresUsers.WRITER, PostgresUsers.READER);
    }

    /** Asks for everything that resources need, without keeping any of it. */
    @Override
    public Report test(Server server) {
        ObjectNode least =
                Json.object().put("instances", 1).put("cpu", 1).put("memory", 1).put("disk", 1);
        PostgresManifests trial = manifests(server, new Wanted("trial", "fairway-trial", least));
        return within(server, cluster -> {
            cluster.rehearse(trial.definition(), trial.owner());
            cluster.rehearse(
                    List.of(trial.login(new Login(PostgresUsers.READER, "fairway-trial", "none"))), trial.owner());
            ObjectNode capacity = Json.object()
                    .put("databases", cluster.list(PostgresManifests.CLUSTER).size());
            return new Report(cluster.version(), capacity);
        });
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        PostgresManifests manifests = manifests(server, wanted);
        List<Manifest> definition = manifests.definition();
        within(server, cluster -> {
            Opening.make(cluster, new Mark(server, wanted), definition, manifests.owner(), log);
            cluster.prune(manifests.owner(), definition, List.of(PostgresManifests.BACKUPS));
            return true;
        });
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        PostgresManifests manifests = manifests(server, wanted);
        within(server, cluster -> {
            Manifest current = require(cluster, server, wanted);
            Manifest secret = manifests.login(login);
            cluster.find(Kind.SECRET, secret.name()).ifPresent(new Mark(server, wanted)::refuseOthers);
            cluster.takeOver(List.of(secret), manifests.owner());
            writeUsers(cluster, manifests, current);
            return true;
        });
    }

    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        PostgresManifests manifests = manifests(server, wanted);
        within(server, cluster -> {
            Optional<Manifest> current = find(cluster, server, wanted);
            List<Manifest> others = cluster.list(Kind.SECRET, manifests.owner()).stream()
                    .filter(login -> !PostgresUsers.name(login).equals(user))
                    .toList();
            cluster.prune(manifests.owner(), others, List.of(Kind.SECRET));
            current.ifPresent(there -> writeUsers(cluster, manifests, there));
            return true;
        });
    }

    private static void writeUsers(Cluster cluster, PostgresManifests manifests, Manifest current) {
        List<Manifest> logins = cluster.list(Kind.SECRET, manifests.owner());
        cluster.takeOver(List.of(manifests.users(logins, current)), manifests.ownerOfUsers());
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return Json.object()
                .put("host", host(server, wanted))
                .put("port", PORT)
                .put("database", manifests(server, wanted).database());
    }

    private static String host(Server server, Wanted wanted) {
        return "%s-rw.%s.svc".formatted(wanted.name(), new KubernetesServer(server).namespace());
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return "postgresql://%s:%s@%s:%d/%s?sslmode=require"
                .formatted(
                        encoded(login.user()),
                        encoded(login.password()),
                        host(server, wanted),
                        PORT,
                        manifests(server, wanted).database());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        PostgresManifests manifests = manifests(server, wanted);
        return within(
                server,
                cluster -> cluster.find(PostgresManifests.CLUSTER, wanted.name())
                        .map(actual -> new Mark(server, wanted).isOn(actual)
                                ? new PostgresObservation(manifests, actual).ofOurs(cluster)
                                : new PostgresObservation(manifests, actual).ofOthers())
                        .orElseGet(Observation::missing));
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        return within(
                server,
                cluster -> find(cluster, server, wanted)
                        .map(actual -> "Database %s on %d instances with a disk of %s each%s"
                                .formatted(
                                        manifests(server, wanted).database(),
                                        actual.spec().path("instances").asInt(1),
                                        actual.spec().at("/storage/size").asString(""),
                                        actual.spec().has("backup")
                                                ? "; backups in the object store stay"
                                                : ", and no backup"))
                        .orElse("Nothing; it is not there"));
    }

    @Override
    public void remove(Server server, Wanted wanted) {
        PostgresManifests manifests = manifests(server, wanted);
        within(server, cluster -> {
            cluster.find(PostgresManifests.CLUSTER, wanted.name()).ifPresent(new Mark(server, wanted)::refuseOthers);
            cluster.prune(manifests.owner(), List.of(), KINDS);
            return true;
        });
    }

    @Override
    public List<Found> discover(Server server) {
        return within(
                server,
                cluster -> cluster.list(PostgresManifests.CLUSTER).stream()
                        .filter(one -> !Mark.isSome(one))
                        .map(PostgresObservation::found)
                        .toList());
    }

    private static Manifest require(Cluster cluster, Server server, Wanted wanted) {
        return find(cluster, server, wanted)
                .orElseThrow(() -> new NameTaken("Cluster", wanted.name(), server.identifier()));
    }

    private static Optional<Manifest> find(Cluster cluster, Server server, Wanted wanted) {
        return new Mark(server, wanted).find(cluster, PostgresManifests.CLUSTER, wanted.name());
    }

    private static PostgresManifests manifests(Server server, Wanted wanted) {
        return new PostgresManifests(new KubernetesServer(server), wanted);
    }

    private <T> T within(Server server, Function<Cluster, T> work) {
        return new Opening(clusters, server).within(work);
    }
}
