package dev.fairway.resources.servers;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.shared.Json;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/resource-servers")
class ServerController {

    record ServerAnswer(boolean ok, ObjectNode server) {}

    record ServersAnswer(boolean ok, List<ObjectNode> servers) {}

    /** @param kinds by kind what it takes to reach a server, as JSON schema */
    record ServerKindsAnswer(boolean ok, ObjectNode kinds) {}

    private final Servers servers;
    private final Provisioners provisioners;

    ServerController(Servers servers, Provisioners provisioners) {
        this.servers = servers;
        this.provisioners = provisioners;
    }

    /** The servers that resources are made on. Their passwords are never shown. */
    @GetMapping
    @Requires(Permission.MANAGE_RESOURCES)
    ServersAnswer list() {
        return new ServersAnswer(
                true, servers.all().stream().map(ConnectedServer::json).toList());
    }

    /** The kinds of servers that can be connected, with the settings that each needs. */
    @GetMapping("/kinds")
    @Requires(Permission.MANAGE_RESOURCES)
    ServerKindsAnswer kinds() {
        ObjectNode kinds = Json.object();
        new TreeMap<>(provisioners.all()).forEach((kind, provisioner) -> kinds.set(kind, provisioner.settings()));
        return new ServerKindsAnswer(true, kinds);
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

    /** Asks a server now whether it can be administered, and what it has and uses. */
    @PostMapping("/{server}/test")
    @Requires(Permission.MANAGE_RESOURCES)
    ServerAnswer test(@PathVariable String server) {
        return new ServerAnswer(true, servers.check(server).json());
    }
}
