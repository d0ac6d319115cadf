package dev.fairway.resources.redis;

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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A share of a Redis: the keys with a prefix, and users that reach nothing else. A key outside of all prefixes says whose each
 * prefix is. Redis limits the memory of nobody; what the keys take is measured.
 */
@Component
class RedisProvisioner implements Provisioner {

    private final RedisClients clients;

    RedisProvisioner(RedisClients clients) {
        this.clients = clients;
    }

    @Override
    public String kind() {
        return "redis";
    }

    @Override
    public ObjectNode settings() {
        return RedisAddress.settings();
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return List.of(AclRules.WRITER, AclRules.READER);
    }

    @Override
    public Report test(Server server) {
        return clients.use(server, session -> {
            ServerFacts facts = session.facts("server");
            refuseUnfit(server, facts, session);
            ServerFacts memory = session.facts("memory");
            ObjectNode capacity = Json.object();
            capacity.put("memoryBytesMost", memory.number("maxmemory"));
            capacity.put("memoryBytesUsed", memory.number("used_memory"));
            capacity.put("connectionsUsed", session.facts("clients").number("connected_clients"));
            var asked = session.facts("stats");
            long hits = asked.number("keyspace_hits");
            long all = hits + asked.number("keyspace_misses");
            if (all > 0) {
                capacity.put("hitRate", (double) hits / all);
            }
            capacity.put("usersSurviveRestart", session.keepsUsers());
            return new Report(facts.text("redis_version"), capacity);
        });
    }

    private static void refuseUnfit(Server server, ServerFacts facts, RedisSession session) {
        String version = facts.text("redis_version");
        if (!RedisVersion.of(version).isAtLeast(6, 2)) {
            throw unfit(server, "It is Redis %s; users are confined to channels since 6.2".formatted(version));
        }
        if (session.facts("cluster").number("cluster_enabled") == 1) {
            throw unfit(
                    server,
                    "It is a cluster, whose nodes keep users each for itself; name a Redis without cluster mode");
        }
        if (!session.facts("replication").text("role").equals("master")) {
            throw unfit(server, "It is a replica; name the server that it copies");
        }
        String eviction = session.facts("memory").text("maxmemory_policy");
        if (eviction.startsWith("allkeys")) {
            throw unfit(
                    server,
                    "It drops any key when memory runs short (maxmemory-policy %s), also the marks of what belongs to whom; set noeviction or one of volatile-*"
                            .formatted(eviction));
        }
        session.users();
    }

    private static ServerUnfit unfit(Server server, String reason) {
        return new ServerUnfit(server.identifier(), reason);
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        KeyPrefix prefix = KeyPrefix.of(wanted);
        run(server, session -> {
            if (claim(session, server, wanted)) {
                log.accept("Claimed the keys %s:*".formatted(prefix.name()));
            }
        });
    }

    /** Looks first: whoever goes on after a crash takes the mark for granted. */
    private static boolean claim(RedisSession session, Server server, Wanted wanted) {
        KeyPrefix prefix = KeyPrefix.of(wanted);
        if (isOurs(session, server, wanted)) {
            return false;
        }
        Optional<AclUser> namesake = session.user(prefix.name());
        if (session.hasKeys(prefix) || namesake.isPresent() && !isMarked(namesake.get(), wanted)) {
            throw new NameTaken("Prefix", prefix.name(), server.identifier());
        }
        boolean isFirst = session.writeIfAbsent(prefix.ownerKey(), wanted.mark());
        return isFirst || claim(session, server, wanted);
    }

    /** @throws NameTaken when it is somebody else's */
    private static boolean isOurs(RedisSession session, Server server, Wanted wanted) {
        KeyPrefix prefix = KeyPrefix.of(wanted);
        Optional<String> mark = session.find(prefix.ownerKey());
        if (mark.isPresent() && !mark.get().equals(wanted.mark())) {
            throw new NameTaken("Prefix", prefix.name(), server.identifier());
        }
        return mark.isPresent();
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        if (!AclUser.canBeNamed(login.user())) {
            throw new InvalidInput("user", "has no space or control character");
        }
        run(server, session -> {
            claim(session, server, wanted);
            isOurUser(session, server, wanted, login.user());
            session.setUser(login.user(), AclRules.of(wanted, login));
            session.addTo(KeyPrefix.of(wanted).usersKey(), login.user());
            session.saveUsers();
        });
    }

    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        run(server, session -> {
            if (isOurUser(session, server, wanted, user)) {
                session.deleteUser(user);
                session.saveUsers();
            }
            session.takeFrom(KeyPrefix.of(wanted).usersKey(), user);
        });
    }

    /** @throws NameTaken when it is somebody else's */
    private static boolean isOurUser(RedisSession session, Server server, Wanted wanted, String name) {
        Optional<AclUser> user = session.user(name);
        if (user.isPresent() && !isMarked(user.get(), wanted)) {
            throw new NameTaken("User", name, server.identifier());
        }
        return user.isPresent();
    }

    private static boolean isMarked(AclUser user, Wanted wanted) {
        return user.has(AclRules.markOf(wanted));
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return RedisAddress.of(server).outputs().put("prefix", wanted.name() + ":");
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return RedisAddress.of(server).url(login);
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        return clients.use(server, session -> {
            if (!isOurs(session, server, wanted)) {
                return Observation.missing();
            }
            Usage usage = session.usage(KeyPrefix.of(wanted));
            Set<String> issued = session.members(KeyPrefix.of(wanted).usersKey());
            long present = issued.stream()
                    .filter(user -> session.user(user)
                            .filter(one -> isMarked(one, wanted))
                            .isPresent())
                    .count();
            Map<String, Double> measures = Map.of(
                    "memoryBytes", (double) usage.bytes(),
                    "keys", (double) usage.keys(),
                    "users", (double) present);
            return new Observation(true, Json.object(), measures, complaint(wanted, usage, issued.size() - present));
        });
    }

    private static @Nullable String complaint(Wanted wanted, Usage usage, long lost) {
        if (lost > 0) {
            return "%d of its users are gone, as after a restart of a Redis without an ACL file; let them in again"
                    .formatted(lost);
        }
        double most = wanted.specification().path("memory").asDouble(Double.MAX_VALUE);
        return usage.megabytes() > most
                ? String.format(Locale.ROOT, "It takes %.1f MB, and %.0f MB were asked for", usage.megabytes(), most)
                : null;
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        return clients.use(
                server,
                session -> isOurs(session, server, wanted)
                        ? session.usage(KeyPrefix.of(wanted)).sentence()
                        : "Nothing");
    }

    /** The mark is the last to go. */
    @Override
    public void remove(Server server, Wanted wanted) {
        KeyPrefix prefix = KeyPrefix.of(wanted);
        run(server, session -> {
            boolean isOurs = isOurs(session, server, wanted);
            session.usersWith(AclRules.markOf(wanted)).forEach(session::deleteUser);
            session.saveUsers();
            if (isOurs) {
                session.deleteKeys(prefix);
                session.delete(prefix.usersKey());
                session.delete(prefix.ownerKey());
            }
        });
    }

    @Override
    public List<Found> discover(Server server) {
        return clients.use(
                server,
                session -> session.prefixes().entrySet().stream()
                        .filter(prefix -> !KeyPrefix.isOfFairway(prefix.getKey()))
                        .filter(prefix -> session.find(KeyPrefix.ownerKey(prefix.getKey()))
                                .isEmpty())
                        .map(prefix -> found(prefix.getKey(), prefix.getValue()))
                        .toList());
    }

    private static Found found(String prefix, long keys) {
        return new Found(prefix, Json.object(), Json.object().put("keys", keys));
    }

    private void run(Server server, Consumer<RedisSession> work) {
        clients.use(server, session -> {
            work.accept(session);
            return true;
        });
    }
}
