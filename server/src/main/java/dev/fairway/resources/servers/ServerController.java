package dev.fairway.resources.servers;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.shared.Json;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/resource-servers")
class ServerController {

    record ServerAnswer(boolean ok, ObjectNode server) {}

    record ServersAnswer(boolean ok, List<ObjectNode> servers) {}

    /**
     * @param kinds by kind what it takes to reach a server, as JSON schema
     * @param templates by kind what a type of resource says of how it is made there, as JSON schema; empty for kinds that know
     */
    record ServerKindsAnswer(boolean ok, ObjectNode kinds, ObjectNode templates) {}

    /** @param next the name behind which the next page begins; null on the last */
    record FindingsAnswer(
            boolean ok,
            List<Findings.Finding> findings,
            @Nullable String next) {}

    record FindingsByServerAnswer(boolean ok, List<Findings.OnServer> servers) {}

    /** @param found how much there is */
    record DiscoveredAnswer(boolean ok, int found) {}

    private static final int MOST = 200;

    private final Servers servers;
    private final Findings findings;
    private final Provisioners provisioners;

    ServerController(Servers servers, Findings findings, Provisioners provisioners) {
        this.servers = servers;
        this.findings = findings;
        this.provisioners = provisioners;
    }

    /** The servers that resources are made on. Their passwords are never shown. */
    @GetMapping
    @Requires(Permission.MANAGE_RESOURCES)
    ServersAnswer list() {
        return new ServersAnswer(
                true, servers.all().stream().map(ConnectedServer::json).toList());
    }

    /** The kinds of servers that can be connected, with the settings that each needs, and what types say of them. */
    @GetMapping("/kinds")
    @Requires(Permission.MANAGE_RESOURCES)
    ServerKindsAnswer kinds() {
        ObjectNode kinds = Json.object();
        ObjectNode templates = Json.object();
        new TreeMap<>(provisioners.all()).forEach((kind, provisioner) -> {
            kinds.set(kind, provisioner.settings());
            templates.set(kind, provisioner.template());
        });
        return new ServerKindsAnswer(true, kinds, templates);
    }

    /** One server, with what it said of itself when it was asked last. */
    @GetMapping("/{server}")
    @Requires(Permission.MANAGE_RESOURCES)
    ServerAnswer get(@PathVariable String server) {
        return new ServerAnswer(true, servers.get(server).json());
    }

    /** Connects a server once it was tested. One that cannot be reached or administered is refused with the reason. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_RESOURCES)
    ServerAnswer create(@RequestBody ObjectNode body, Actor actor) {
        return new ServerAnswer(true, servers.create(body, actor).json());
    }

    /** Changes a server once it was tested. Secrets that are left out stay as they are. */
    @PutMapping("/{server}")
    @Requires(Permission.MANAGE_RESOURCES)
    ServerAnswer replace(@PathVariable String server, @RequestBody ObjectNode body, Actor actor) {
        return new ServerAnswer(true, servers.replace(server, body, actor).json());
    }

    /** Forgets a server, on which nothing changes. It is refused while there are resources on it. */
    @DeleteMapping("/{server}")
    @Requires(Permission.MANAGE_RESOURCES)
    Done remove(@PathVariable String server, Actor actor) {
        servers.remove(server, actor);
        return Done.OK;
    }

    /** How much was found on each server that nobody here made. */
    @GetMapping("/findings")
    @Requires(Permission.MEMBER)
    FindingsByServerAnswer findingsByServer() {
        return new FindingsByServerAnswer(true, findings.byServer());
    }

    /**
     * What is on a server and nobody here made, as it was looked at last.
     *
     * @param q what the names contain
     * @param after name behind which the page begins
     */
    @GetMapping("/{server}/findings")
    @Requires(Permission.MEMBER)
    FindingsAnswer findings(
            @PathVariable String server,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        Slice<Findings.Finding, String> page =
                Slice.of(limit, MOST, many -> findings.of(server, q, after, many), Findings.Finding::name);
        return new FindingsAnswer(true, page.items(), page.next());
    }

    /** Looks at what is on a server now. Nothing of it is changed. */
    @PostMapping("/{server}/discover")
    @Requires(Permission.MANAGE_RESOURCES)
    DiscoveredAnswer discover(@PathVariable String server) {
        return new DiscoveredAnswer(true, findings.look(server));
    }

    /** Asks a server now whether it can be administered, and what it has and uses. */
    @PostMapping("/{server}/test")
    @Requires(Permission.MANAGE_RESOURCES)
    ServerAnswer test(@PathVariable String server) {
        return new ServerAnswer(true, servers.check(server).json());
    }
}
