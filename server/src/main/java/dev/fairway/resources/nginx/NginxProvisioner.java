package dev.fairway.resources.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A site that keeps answers of its origin and gives them to people: one file in a folder that nginx includes. It has no users.
 */
@Component
class NginxProvisioner implements Provisioner {

    private final Outbound outbound;

    /** Each sees the files of nginx as no other change has left them half done. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    NginxProvisioner(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public String kind() {
        return "nginx";
    }

    @Override
    public ObjectNode settings() {
        return Edge.settings();
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return List.of();
    }

    @Override
    public Report test(Server server) {
        Edge edge = new Edge(server);
        requireSound(edge);
        if (!Files.isWritable(edge.folder())) {
            throw new ServerUnfit(
                    server.identifier(),
                    "%s is no folder that Fairway may write to; make it, and let Fairway's user write"
                            .formatted(edge.folder()));
        }
        if (!edge.includesFolder()) {
            throw new ServerUnfit(
                    server.identifier(),
                    "nginx does not read the sites; add to the block http: include %s/*.conf;"
                            .formatted(edge.folder()));
        }
        edge.reload();
        return new Report(
                edge.version(), Json.object().put("sites", edge.files().size()));
    }

    private static void requireSound(Edge edge) {
        String refusal = edge.refusal();
        if (!refusal.isEmpty()) {
            throw new ServerUnfit(edge.server().identifier(), "nginx refuses its configuration as it is: " + refusal);
        }
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        Site site = Site.of(wanted);
        Edge edge = new Edge(server);
        SiteFile file = SiteFile.of(site, wanted.mark(), edge, addresses(site.origin()));
        changing(edge, () -> {
            Optional<SiteFile> before = ours(edge, wanted);
            requireSound(edge);
            replace(edge, wanted, before, file);
            edge.reload();
            if (before.isEmpty()) {
                log.accept("Made site %s".formatted(site.domain()));
            }
        });
    }

    /** @throws InvalidInput when it leads to where Fairway may not call */
    private List<InetAddress> addresses(Origin origin) {
        try {
            return outbound.addresses(origin.url());
        } catch (CallFailed refused) {
            throw new InvalidInput("origin", refused.reason());
        }
    }

    /** What nginx does not take is taken back before it is told to read anything. */
    private static void replace(Edge edge, Wanted wanted, Optional<SiteFile> before, SiteFile file) throws IOException {
        write(edge, wanted, file);
        String refusal = edge.refusal();
        boolean isTwice = refusal.isEmpty() && edge.isTwice(file.domain());
        if (refusal.isEmpty() && !isTwice) {
            return;
        }
        if (before.isPresent()) {
            write(edge, wanted, before.get());
        } else {
            Files.deleteIfExists(edge.fileOf(wanted.id()));
        }
        throw isTwice
                ? new NameTaken("Domain", file.domain(), edge.server().identifier())
                : new ServerUnfit(edge.server().identifier(), "nginx refuses the site: " + refusal);
    }

    /** nginx includes what ends in .conf, so that it never reads half of a file. */
    private static void write(Edge edge, Wanted wanted, SiteFile file) throws IOException {
        Path written = edge.folder().resolve(Site.idOf(wanted) + ".tmp");
        Files.writeString(written, file.text(), UTF_8);
        Files.move(written, edge.fileOf(wanted.id()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws NameTaken when somebody else wrote it */
    private static Optional<SiteFile> ours(Edge edge, Wanted wanted) throws IOException {
        Path path = edge.fileOf(Site.idOf(wanted));
        Optional<SiteFile> file = read(path);
        if (file.isPresent() && !file.get().isMarked(wanted.mark())) {
            throw new NameTaken("File", path.toString(), edge.server().identifier());
        }
        return file;
    }

    private static Optional<SiteFile> read(Path path) throws IOException {
        try {
            return Optional.of(new SiteFile(Files.readString(path, UTF_8)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Work on files, some of which may not be read or written. */
    private interface Work {
        void run() throws IOException;
    }

    private void changing(Edge edge, Work work) {
        oneAtATime.lock();
        try {
            work.run();
        } catch (IOException failure) {
            throw edge.failed(failure);
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        throw new Conflict("no_users", "A site has no users", Map.of("server", server.identifier()));
    }

    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        // there never was one
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        String domain = Site.of(wanted).domain();
        return Json.object().put("domain", domain).put("url", new Edge(server).addressOf(domain));
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return new Edge(server).addressOf(Site.of(wanted).domain());
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        Edge edge = new Edge(server);
        try {
            Optional<SiteFile> file = ours(edge, wanted);
            if (file.isEmpty()) {
                return Observation.missing();
            }
            return new Observation(
                    true,
                    file.get().actual(wanted),
                    new SiteCache(edge.cacheOf(wanted.id())).use().measures(),
                    complaint(wanted, file.get()));
        } catch (IOException failure) {
            throw edge.failed(failure);
        }
    }

    private @Nullable String complaint(Wanted wanted, SiteFile file) {
        Origin origin = Site.of(wanted).origin();
        try {
            List<String> now = SiteFile.addresses(origin, outbound.addresses(origin.url()));
            return now.equals(file.addresses())
                    ? null
                    : "Its origin has other addresses now; change the site, with whatever value, to have it follow";
        } catch (CallFailed refused) {
            return refused.reason();
        }
    }

    @Override
    public boolean purges() {
        return true;
    }

    /** Has nginx ask the origin again for everything. */
    @Override
    public void purge(Server server, Wanted wanted) {
        Edge edge = new Edge(server);
        changing(edge, () -> {
            if (ours(edge, wanted).isPresent()) {
                new SiteCache(edge.cacheOf(wanted.id())).purge();
            }
        });
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        Edge edge = new Edge(server);
        try {
            return ours(edge, wanted).isEmpty()
                    ? "Nothing"
                    : new SiteCache(edge.cacheOf(wanted.id())).use().sentence();
        } catch (IOException failure) {
            throw edge.failed(failure);
        }
    }

    /** The cache goes when nginx was told that it has it no longer. */
    @Override
    public void remove(Server server, Wanted wanted) {
        Edge edge = new Edge(server);
        changing(edge, () -> {
            if (ours(edge, wanted).isPresent()) {
                Files.delete(edge.fileOf(wanted.id()));
            }
            edge.reload();
            new SiteCache(edge.cacheOf(wanted.id())).delete();
        });
    }

    @Override
    public List<Found> discover(Server server) {
        Edge edge = new Edge(server);
        try {
            List<Found> found = new ArrayList<>();
            for (Path path : edge.files()) {
                read(path)
                        .filter(file -> !file.isMarked())
                        .map(file -> new Found(
                                String.valueOf(path.getFileName()),
                                Json.object(),
                                Json.object().put("domain", file.domain())))
                        .ifPresent(found::add);
            }
            return found;
        } catch (IOException failure) {
            throw edge.failed(failure);
        }
    }
}
