package dev.fairway.resources.dumps;

import dev.fairway.resources.ResourcesSettings;
import dev.fairway.resources.dumps.Dump.Origin;
import dev.fairway.resources.spi.Dumper;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.NotFound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes dumps into the folder of this node, and fills resources from them. One resource has one dump at most. */
@Component
public class FinalDumps {

    private static final Logger LOG = LoggerFactory.getLogger(FinalDumps.class);
    private static final int KEY_BYTES = 32;
    private static final int MOST = 200;

    private final Dumps dumps;
    private final DumpFiles files;
    private final Duration keep;
    private final SecureRandom random = new SecureRandom();

    FinalDumps(Dumps dumps, ResourcesSettings settings) {
        this.dumps = dumps;
        this.files = new DumpFiles(
                settings.home().resolve("dumps"), settings.maxDump().toBytes());
        this.keep = settings.keepDumps();
    }

    /** How long one is kept. */
    public Duration keep() {
        return keep;
    }

    /**
     * Once it was taken whole it stays as it is: what is there afterwards may be removed in part.
     *
     * @throws DumpTooLarge when it would hold more than it may
     * @throws DumpFailed when it cannot be written
     */
    public Dump take(Origin origin, Dumper dumper, Server server, Wanted wanted) {
        return dumps.of(origin.resource()).orElseGet(() -> takeNow(origin, dumper, server, wanted));
    }

    /** Every attempt has a key of its own, for a key seals one file only. */
    private Dump takeNow(Origin origin, Dumper dumper, Server server, Wanted wanted) {
        String id = "dump_" + origin.resource().replaceFirst("^res_", "");
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        dumps.begin(id, origin, node(), keep);
        try {
            long bytes = files.write(id, key, out -> dumper.dump(server, wanted, out));
            return dumps.complete(id, key, bytes, keep);
        } catch (IOException failure) {
            throw DumpFailed.unwritten(failure);
        }
    }

    /** Whether its file is on this node, or on a folder that nodes share. */
    public void requireHere(Dump dump) {
        if (!files.has(dump.id())) {
            throw DumpFailed.elsewhere(dump.node(), node());
        }
    }

    /** Fills a resource that was just made. @throws DumpFailed when the file is not on this node, or damaged */
    public void restore(String id, Dumper dumper, Server server, Wanted wanted) {
        Dump dump = dumps.find(id).orElseThrow(() -> new NotFound("dump", "id", id));
        byte[] key = dumps.key(id).orElseThrow(() -> new NotFound("dump", "id", id));
        requireHere(dump);
        try {
            dumper.restore(server, wanted, () -> files.open(id, key));
        } catch (IOException failure) {
            throw DumpFailed.unread(failure);
        }
    }

    /** Removes those whose time is over, and files on this node that no dump has. @return how many were over */
    public int clear() {
        List<String> over = dumps.over(MOST);
        over.forEach(dumps::forget);
        try {
            for (String strange : dumps.strange(files.names())) {
                files.delete(strange);
            }
        } catch (IOException failure) {
            LOG.warn("Files of dumps that were forgotten are still there: {}", failure.getMessage());
        }
        return over.size();
    }

    private static String node() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(FinalDumps::hostName);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unnamed";
        }
    }
}
