package dev.fairway.resources.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One connection as the administrator of a Redis. Keys are bytes: applications name them as they like. */
final class RedisSession {

    private static final int PAGE = 5000;

    /** Of larger servers the first part that is looked at stands for the whole. */
    private static final int MOST_PAGES = 200;

    private static final long GONE = -2;
    private static final long FOR_EVER = -1;
    private static final int MOST_WEIGHED = 1000;
    private static final int MOST_PREFIXES = 10_000;
    private static final Duration LONGEST_WEIGHING = Duration.ofSeconds(5);

    private final StatefulRedisConnection<byte[], String> connection;
    private final RedisCommands<byte[], String> commands;

    RedisSession(StatefulRedisConnection<byte[], String> connection) {
        this.connection = connection;
        this.commands = connection.sync();
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(commands.get(bytes(key)));
    }

    /** @return whether nobody was faster */
    boolean writeIfAbsent(String key, String value) {
        return commands.set(bytes(key), value, SetArgs.Builder.nx()) != null;
    }

    void delete(String key) {
        commands.del(bytes(key));
    }

    void addTo(String key, String member) {
        commands.sadd(bytes(key), member);
    }

    void takeFrom(String key, String member) {
        commands.srem(bytes(key), member);
    }

    Set<String> members(String key) {
        return commands.smembers(bytes(key));
    }

    /** A section of what the server says of itself. */
    ServerFacts facts(String section) {
        return ServerFacts.of(commands.info(section));
    }

    boolean hasKeys(KeyPrefix prefix) {
        ScanArgs matching = matching(prefix);
        KeyScanCursor<byte[]> page = commands.scan(matching);
        while (page.getKeys().isEmpty() && !page.isFinished()) {
            page = commands.scan(page, matching);
        }
        return !page.getKeys().isEmpty();
    }

    void deleteKeys(KeyPrefix prefix) {
        pages(prefix, Integer.MAX_VALUE, keys -> commands.unlink(keys.toArray(byte[][]::new)));
    }

    /** Keys that come or go meanwhile may be among them or not. */
    void eachKey(KeyPrefix prefix, Consumer<KeptKey> use) {
        pages(
                prefix,
                Integer.MAX_VALUE,
                keys -> keys.forEach(key -> {
                    byte[] value = commands.dump(key);
                    Long left = commands.pttl(key);
                    if (value != null && left != GONE) {
                        use.accept(new KeptKey(key, left == FOR_EVER ? 0 : Math.max(1, left), value));
                    }
                }));
    }

    /** Replaces what is under the key. */
    void put(KeptKey kept) {
        commands.restore(
                kept.key(),
                kept.value(),
                RestoreArgs.Builder.ttl(kept.millisLeft()).replace());
    }

    Usage usage(KeyPrefix prefix) {
        List<byte[]> sample = new ArrayList<>();
        long[] seen = {0};
        double share = pages(prefix, MOST_PAGES, keys -> {
            seen[0] += keys.size();
            keys.stream().limit(MOST_WEIGHED - sample.size()).forEach(sample::add);
        });
        long keys = Math.round(seen[0] / share);
        return new Usage(keys, Math.round(keys * averageBytes(sample)));
    }

    private double averageBytes(List<byte[]> keys) {
        List<RedisFuture<Long>> weights =
                keys.stream().map(connection.async()::memoryUsage).toList();
        LettuceFutures.awaitAll(LONGEST_WEIGHING, weights.toArray(RedisFuture<?>[]::new));
        return weights.stream()
                .map(weight -> weight.toCompletableFuture().getNow(null))
                // a key may be gone by now
                .filter(bytes -> bytes != null)
                .mapToLong(Long::longValue)
                .average()
                .orElse(0);
    }

    /** How many keys begin with each text in front of a colon, in order of these texts. */
    TreeMap<String, Long> prefixes() {
        TreeMap<String, Long> prefixes = new TreeMap<>();
        pages(ScanArgs.Builder.limit(PAGE), MOST_PAGES, keys -> keys.forEach(key -> count(prefixes, key)));
        return prefixes;
    }

    private static void count(TreeMap<String, Long> prefixes, byte[] key) {
        String text = new String(key, UTF_8);
        int colon = text.indexOf(':');
        if (colon > 0 && (prefixes.size() < MOST_PREFIXES || prefixes.containsKey(text.substring(0, colon)))) {
            prefixes.merge(text.substring(0, colon), 1L, Long::sum);
        }
    }

    private double pages(KeyPrefix prefix, int most, Consumer<List<byte[]>> use) {
        return pages(matching(prefix), most, use);
    }

    /** @return which share of all keys was looked at */
    private double pages(ScanArgs args, int most, Consumer<List<byte[]>> use) {
        ScanCursor at = ScanCursor.INITIAL;
        for (int page = 0; page < most; page++) {
            KeyScanCursor<byte[]> next = commands.scan(at, args);
            if (!next.getKeys().isEmpty()) {
                use.accept(next.getKeys());
            }
            if (next.isFinished()) {
                return 1;
            }
            at = next;
        }
        return Math.min(1, (double) PAGE * most / Math.max(1, commands.dbsize()));
    }

    private static ScanArgs matching(KeyPrefix prefix) {
        return ScanArgs.Builder.limit(PAGE).match(bytes(prefix.pattern()));
    }

    /** All users with their rules. Neither names nor rules have spaces in them. */
    List<AclUser> users() {
        return commands.aclList().stream().map(AclUser::of).toList();
    }

    Optional<AclUser> user(String name) {
        return AclUser.of(name, commands.aclGetuser(name));
    }

    Set<String> usersWith(String rule) {
        return users().stream()
                .filter(user -> user.has(rule))
                .map(AclUser::name)
                .collect(Collectors.toSet());
    }

    void setUser(String user, List<String> rules) {
        CommandArgs<byte[], String> args =
                new CommandArgs<>(RedisClients.CODEC).add("SETUSER").add(bytes(user));
        rules.forEach(rule -> args.add(bytes(rule)));
        commands.dispatch(CommandType.ACL, new StatusOutput<>(RedisClients.CODEC), args);
    }

    void deleteUser(String user) {
        commands.aclDeluser(user);
    }

    /** Whether the server has a file of users; false also where it keeps that to itself. */
    boolean keepsUsers() {
        try {
            return !commands.configGet("aclfile").getOrDefault("aclfile", "").isEmpty();
        } catch (RedisCommandExecutionException refused) {
            return false;
        }
    }

    void saveUsers() {
        try {
            commands.aclSave();
        } catch (RedisCommandExecutionException noFile) {
            // then they last until the server ends, as its test has told
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
