package dev.fairway.resources.rabbitmq;

import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A virtual host with one queue, and users that reach nothing else. Its description says whose it is. */
@Component
class RabbitProvisioner implements Provisioner {

    private static final String POLICY = "fairway";
    private static final String CONNECTIONS = "max-connections";
    private static final int MOST_FOUND = 10_000;

    private final ManagementApi api;

    RabbitProvisioner(ManagementApi api) {
        this.api = api;
    }

    @Override
    public String kind() {
        return "rabbitmq";
    }

    @Override
    public ObjectNode settings() {
        return RabbitAddress.settings();
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return List.of(RabbitUser.APPLICATION, "readonly");
    }

    @Override
    public Report test(Server server) {
        if (!RabbitUser.of(api.get(server, "whoami")).tags().contains("administrator")) {
            throw new ServerUnfit(server.identifier(), "The user is no administrator; give it the tag administrator");
        }
        JsonNode overview = api.get(server, "overview");
        String version = overview.path("rabbitmq_version").asString("");
        if (version.matches("([0-2]|3\\.[0-7])\\..*")) {
            throw new ServerUnfit(
                    server.identifier(),
                    "It is RabbitMQ %s; virtual hosts have descriptions since 3.8".formatted(version));
        }
        return new Report(version, capacity(server, overview));
    }

    private ObjectNode capacity(Server server, JsonNode overview) {
        JsonNode totals = overview.path("object_totals");
        ObjectNode capacity = Json.object();
        capacity.put("connectionsUsed", totals.path("connections").asLong(0));
        capacity.put("queues", totals.path("queues").asLong(0));
        JsonNode nodes = api.get(server, "nodes");
        capacity.put("memoryBytesMost", sum(nodes, "mem_limit"));
        capacity.put("memoryBytesUsed", sum(nodes, "mem_used"));
        return capacity.put("diskBytesFree", sum(nodes, "disk_free"));
    }

    private static long sum(JsonNode nodes, String field) {
        return nodes.valueStream().mapToLong(node -> node.path(field).asLong(0)).sum();
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        QueueNames names = QueueNames.of(wanted);
        if (!isOurs(server, wanted)) {
            api.put(server, Json.object().put("description", wanted.mark()), "vhosts", names.vhost());
            log.accept("Made virtual host %s".formatted(names.vhost()));
        }
        declareQueue(server, names, names.queue());
        limitConnections(server, wanted);
        if (QueueLimits.of(wanted).deadLetter()) {
            collectDeadLetters(server, names);
        }
        setPolicy(server, wanted);
        if (!QueueLimits.of(wanted).deadLetter()) {
            stopDeadLetters(server, names, log);
        }
    }

    /** @throws NameTaken when it is somebody else's */
    private boolean isOurs(Server server, Wanted wanted) {
        JsonNode vhost = api.get(server, "vhosts", wanted.name());
        if (!vhost.isMissingNode() && !isMarked(vhost, wanted.mark())) {
            throw new NameTaken("Virtual host", wanted.name(), server.identifier());
        }
        return !vhost.isMissingNode();
    }

    private static boolean isMarked(JsonNode vhost, String mark) {
        return vhost.path("description").asString("").equals(mark);
    }

    private void declareQueue(Server server, QueueNames names, String queue) {
        api.put(server, Json.object().put("durable", true), "queues", names.vhost(), queue);
    }

    private void limitConnections(Server server, Wanted wanted) {
        JsonNode most = QueueLimits.of(wanted).maxConnections();
        if (most.isNumber()) {
            ObjectNode limit = Json.object().put("value", most.asLong());
            api.put(server, limit, "vhost-limits", wanted.name(), CONNECTIONS);
        } else {
            api.delete(server, "vhost-limits", wanted.name(), CONNECTIONS);
        }
    }

    private void collectDeadLetters(Server server, QueueNames names) {
        declareQueue(server, names, names.dead());
        ObjectNode exchange = Json.object().put("type", "fanout").put("durable", true);
        api.put(server, exchange, "exchanges", names.vhost(), names.dead());
        api.post(server, Json.object(), "bindings", names.vhost(), "e", names.dead(), "q", names.dead());
    }

    private void setPolicy(Server server, Wanted wanted) {
        QueueNames names = QueueNames.of(wanted);
        ObjectNode definition = QueueLimits.of(wanted).definition(names);
        if (definition.isEmpty()) {
            api.delete(server, "policies", names.vhost(), POLICY);
            return;
        }
        ObjectNode policy =
                Json.object().put("pattern", QueueNames.only(names.queue())).put("apply-to", "queues");
        api.put(server, policy.set("definition", definition), "policies", names.vhost(), POLICY);
    }

    /** What has been collected stays until somebody has read it. */
    private void stopDeadLetters(Server server, QueueNames names, Consumer<String> log) {
        api.delete(server, "exchanges", names.vhost(), names.dead());
        if (!api.deleteEmptyQueue(server, names.vhost(), names.dead())) {
            log.accept("Kept queue %s: there are messages in it".formatted(names.dead()));
        }
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        QueueNames names = QueueNames.of(wanted);
        if (!isOurs(server, wanted)) {
            throw new NameTaken("Virtual host", wanted.name(), server.identifier());
        }
        isOurUser(server, wanted, login.user());
        api.put(server, RabbitUser.described(wanted, login), "users", login.user());
        api.put(server, RabbitUser.permissions(names, login.role()), "permissions", names.vhost(), login.user());
    }

    /** @throws NameTaken when it is somebody else's */
    private boolean isOurUser(Server server, Wanted wanted, String name) {
        if (!QueueNames.canBeNamed(name)) {
            throw new InvalidInput("user", "has no control characters, and is neither empty nor dots only");
        }
        JsonNode user = api.get(server, "users", name);
        if (!user.isMissingNode() && !RabbitUser.of(user).belongsTo(wanted)) {
            throw new NameTaken("User", name, server.identifier());
        }
        return !user.isMissingNode();
    }

    /** RabbitMQ ends the connections of a user that is deleted. */
    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        if (isOurUser(server, wanted, user)) {
            api.delete(server, "users", user);
        }
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        QueueNames names = QueueNames.of(wanted);
        ObjectNode outputs = RabbitAddress.of(server).outputs();
        outputs.put("vhost", names.vhost()).put("queue", names.queue());
        return QueueLimits.of(wanted).deadLetter() ? outputs.put("deadLetterQueue", names.dead()) : outputs;
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return RabbitAddress.of(server).url(login, wanted.name());
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        QueueNames names = QueueNames.of(wanted);
        if (!isOurs(server, wanted)) {
            return Observation.missing();
        }
        JsonNode queue = api.get(server, "queues", names.vhost(), names.queue());
        JsonNode dead = api.get(server, "queues", names.vhost(), names.dead());
        JsonNode policy = api.get(server, "policies", names.vhost(), POLICY);
        ObjectNode actual =
                QueueLimits.actual(policy.path("definition"), api.get(server, "vhost-limits", names.vhost()));
        Map<String, Double> measures = Map.of(
                "messages", (double) messages(queue),
                "deadMessages", (double) messages(dead),
                "diskBytes", (double) (bytes(queue) + bytes(dead)),
                "connections",
                        (double) api.get(server, "vhosts", names.vhost(), "connections")
                                .size());
        return new Observation(true, actual, measures, complaint(queue, actual));
    }

    private static @Nullable String complaint(JsonNode queue, ObjectNode actual) {
        if (queue.isMissingNode()) {
            return "Its queue was deleted";
        }
        long most = actual.path("maxMessages").asLong(Long.MAX_VALUE);
        return messages(queue) >= most ? String.format(Locale.ROOT, "It is full: %,d messages", messages(queue)) : null;
    }

    /** RabbitMQ counts every few seconds. */
    private static long messages(JsonNode queue) {
        return queue.path("messages").asLong(0);
    }

    private static long bytes(JsonNode queue) {
        return queue.path("message_bytes").asLong(0);
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        QueueNames names = QueueNames.of(wanted);
        JsonNode queue = api.get(server, "queues", names.vhost(), names.queue());
        JsonNode dead = api.get(server, "queues", names.vhost(), names.dead());
        return String.format(
                Locale.ROOT,
                "%,d messages and %,d dead letters, %,.1f MB",
                messages(queue),
                messages(dead),
                (bytes(queue) + bytes(dead)) / 1e6);
    }

    /** The virtual host holds the mark, and is the last to go. */
    @Override
    public void remove(Server server, Wanted wanted) {
        QueueNames names = QueueNames.of(wanted);
        boolean isOurs = isOurs(server, wanted);
        api.get(server, "users")
                .valueStream()
                .map(RabbitUser::of)
                .filter(user -> user.belongsTo(wanted))
                .forEach(user -> api.delete(server, "users", user.name()));
        if (isOurs) {
            api.delete(server, "vhosts", names.vhost());
        }
    }

    @Override
    public List<Found> discover(Server server) {
        return api.get(server, "vhosts")
                .valueStream()
                .filter(vhost -> !vhost.path("description").asString("").startsWith("fairway:"))
                .limit(MOST_FOUND)
                .map(RabbitProvisioner::found)
                .toList();
    }

    private static Found found(JsonNode vhost) {
        ObjectNode details = Json.object().put("messages", messages(vhost));
        details.put("description", vhost.path("description").asString(""));
        return new Found(vhost.path("name").asString(""), Json.object(), details);
    }
}
