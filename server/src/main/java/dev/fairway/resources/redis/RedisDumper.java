package dev.fairway.resources.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairway.resources.spi.Dumper;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys of a prefix as the server itself writes them, each with the time it has left to live. They are kept without the
 * prefix, for another one takes them in.
 */
@Component
class RedisDumper implements Dumper {

    private static final int LAYOUT = 1;
    private static final int END = -1;

    private final RedisClients clients;

    RedisDumper(RedisClients clients) {
        this.clients = clients;
    }

    @Override
    public String kind() {
        return "redis";
    }

    @Override
    public Optional<String> obstacle(@Nullable String version) {
        return Optional.empty();
    }

    @Override
    public void dump(Server server, Wanted wanted, OutputStream to) throws IOException {
        KeyPrefix prefix = KeyPrefix.of(wanted);
        int before = prefix.text().getBytes(UTF_8).length;
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(LAYOUT);
        try {
            clients.use(server, session -> {
                requireOurs(session, server, wanted);
                session.eachKey(prefix, key -> write(out, key, before));
                return true;
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        out.writeInt(END);
        out.flush();
    }

    private static void write(DataOutputStream out, KeptKey kept, int before) {
        try {
            out.writeInt(kept.key().length - before);
            out.write(kept.key(), before, kept.key().length - before);
            out.writeLong(kept.millisLeft());
            out.writeInt(kept.value().length);
            out.write(kept.value());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void restore(Server server, Wanted wanted, Source from) throws IOException {
        byte[] prefix = KeyPrefix.of(wanted).text().getBytes(UTF_8);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(from.open()))) {
            if (in.readInt() != LAYOUT) {
                throw new IOException("it was taken by another version of Fairway");
            }
            clients.use(server, session -> {
                requireOurs(session, server, wanted);
                readAll(in, prefix, session);
                return true;
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static void readAll(DataInputStream in, byte[] prefix, RedisSession session) {
        try {
            for (int length = in.readInt(); length != END; length = in.readInt()) {
                byte[] key = new byte[prefix.length + length];
                System.arraycopy(prefix, 0, key, 0, prefix.length);
                in.readFully(key, prefix.length, length);
                long millisLeft = in.readLong();
                session.put(new KeptKey(key, millisLeft, in.readNBytes(in.readInt())));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void requireOurs(RedisSession session, Server server, Wanted wanted) {
        KeyPrefix prefix = KeyPrefix.of(wanted);
        if (!session.find(prefix.ownerKey()).equals(Optional.of(wanted.mark()))) {
            throw new NameTaken("Prefix", prefix.name(), server.identifier());
        }
    }
}
