package dev.fairway.resources.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what is in resources of one kind of server, so that another one can be filled with it. */
public interface Dumper {

    /** A dump, which can be read several times from its begin. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** Of which server's resources, as {@link Provisioner#kind()}. */
    String kind();

    /**
     * Why none can be taken here, in a few words; empty when it can.
     *
     * @param version what the server said of itself last; null when it never did
     */
    Optional<String> obstacle(@Nullable String version);

    /**
     * Writes everything in it, and changes nothing.
     *
     * @throws NameTaken where what is there is not of this resource
     * @throws IOException of writing; of its server it is {@link ServerFailed}
     */
    void dump(Server server, Wanted wanted, OutputStream to) throws IOException;

    /** Fills one that was just made and that nobody was let in to. It may have another name than the one that was dumped. */
    void restore(Server server, Wanted wanted, Source from) throws IOException;
}
