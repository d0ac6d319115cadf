package dev.fairway.resources.upkeep;

import dev.fairway.resources.servers.ConnectedServer;
import dev.fairway.resources.servers.Findings;
import dev.fairway.resources.servers.Servers;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks servers how they are, and looks at what is on them that nobody here made. */
@Component
class DiscoverOnServers implements RecurringJob {

    private final Servers servers;
    private final Findings findings;

    DiscoverOnServers(Servers servers, Findings findings) {
        this.servers = servers;
        this.findings = findings;
    }

    @Override
    public String name() {
        return "discover-on-servers";
    }

    @Override
    public String purpose() {
        return "Asks connected servers how they are, and looks at what is on them that Fairway did not make";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(30);
    }

    @Override
    public String run() {
        int found = 0;
        int unreached = 0;
        for (ConnectedServer server : servers.all()) {
            try {
                servers.check(server.identifier());
                found += findings.look(server.identifier());
            } catch (PlatformException failure) {
                unreached++;
            }
        }
        return "%,d things found, %,d servers not reached".formatted(found, unreached);
    }
}
