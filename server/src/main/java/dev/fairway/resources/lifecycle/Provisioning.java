package dev.fairway.resources.lifecycle;

import dev.fairway.resources.lifecycle.Resource.Slot;
import dev.fairway.resources.servers.Servers;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Makes resources on their servers what they are to be. All of it can be repeated from the begin. */
@Component
public class Provisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final Servers servers;
    private final Provisioners provisioners;
    private final Logins logins;

    Provisioning(Servers servers, Provisioners provisioners, Logins logins) {
        this.servers = servers;
        this.provisioners = provisioners;
        this.logins = logins;
    }

    /** Makes what was never delivered, as its specification says, and lets its users in. @return where clients find it */
    public ObjectNode make(Resource resource, Consumer<String> log) {
        of(resource).apply(servers.open(resource.spot().server()), resource.wanted(), log);
        return deliver(resource, log);
    }

    /** Makes it as its specification says, and lets nobody in. */
    void prepare(Resource resource, Consumer<String> log) {
        of(resource).apply(servers.open(resource.spot().server()), resource.wanted(), log);
    }

    /** Puts right what is not as its specification says. @param losses what may be lost by that */
    public ObjectNode repair(Resource resource, Set<String> losses, Consumer<String> log) {
        of(resource).change(servers.open(resource.spot().server()), resource.wanted(), losses, log);
        return deliver(resource, log);
    }

    private ObjectNode deliver(Resource resource, Consumer<String> log) {
        Server server = servers.open(resource.spot().server());
        Provisioner provisioner = of(resource);
        admit(resource, resource.standing().slot(), log);
        return provisioner.outputs(server, resource.wanted());
    }

    public void adopt(Resource resource) {
        of(resource).adopt(servers.open(resource.spot().server()), resource.wanted());
    }

    /**
     * Users stay as they are, but where the kind itself says who they are.
     *
     * @param before as it is
     * @param changed as it is to be
     * @param losses what may be lost by that
     * @return what came of it
     */
    public ObjectNode change(Resource before, Resource changed, Set<String> losses, Consumer<String> log) {
        Server server = servers.open(changed.spot().server());
        Provisioner provisioner = of(changed);
        provisioner.change(server, changed.wanted(), losses, log);
        if (!before.spot().template().equals(changed.spot().template())) {
            provisioner.tidy(server, before.wanted(), changed.wanted());
        }
        if (!provisioner.rotates()) {
            admit(changed, changed.standing().slot(), log);
        }
        return provisioner.outputs(server, changed.wanted());
    }

    public void admit(Resource resource, Slot slot, Consumer<String> log) {
        Server server = servers.open(resource.spot().server());
        Provisioner provisioner = of(resource);
        for (String role : provisioner.roles(resource.spot().template())) {
            Login prepared = logins.prepared(resource, role, slot);
            Login issued = provisioner.issue(server, resource.wanted(), prepared);
            logins.keep(resource, prepared, issued, slot);
            log.accept("Let user %s in".formatted(issued.user()));
        }
    }

    boolean hasUsers(Resource resource) {
        return !of(resource).roles(resource.spot().template()).isEmpty();
    }

    /** What of a changed specification its server cannot hold to; what stays as it is counts as held. */
    public List<Problem> beyond(Resource resource, ObjectNode wanted) {
        ObjectNode changed = Json.object();
        Json.fields(wanted).forEach((field, value) -> {
            if (!value.equals(resource.wish().specification().get(field))) {
                changed.set(field, value);
            }
        });
        return servers.find(resource.spot().server())
                .map(server -> of(resource).beyond(server.capacity(), changed))
                .orElse(List.of());
    }

    /** Whether it can have other users beside those that it has. */
    public boolean rotates(Resource resource) {
        return of(resource).rotates();
    }

    public void dismiss(Resource resource, String user) {
        of(resource).dismiss(servers.open(resource.spot().server()), resource.wanted(), user);
        logins.forget(resource.id(), user);
    }

    /** Takes it away with everything in it. What is somebody else's under its name stays as it is. */
    public void remove(Resource resource) {
        try {
            of(resource).remove(servers.open(resource.spot().server()), resource.wanted());
        } catch (NameTaken others) {
            LOG.info("Nothing on its server is of {}", resource.identifier());
        }
        logins.of(resource).forEach(login -> logins.forget(resource.id(), login.user()));
    }

    /** Whether resources of a kind keep copies that can be thrown away. */
    public boolean purges(String kind) {
        return provisioners.of(kind).purges();
    }

    public void purge(Resource resource) {
        of(resource).purge(servers.open(resource.spot().server()), resource.wanted());
    }

    public Observation observe(Resource resource) {
        return of(resource).observe(servers.open(resource.spot().server()), resource.wanted());
    }

    public String loss(Resource resource) {
        return of(resource).loss(servers.open(resource.spot().server()), resource.wanted());
    }

    /** The text that a client connects with as a role. It holds the password. */
    public String url(Resource resource, Login login) {
        return of(resource).url(servers.open(resource.spot().server()), resource.wanted(), login);
    }

    public String region(Resource resource) {
        return servers.get(resource.spot().server()).region();
    }

    private Provisioner of(Resource resource) {
        return provisioners.of(resource.spot().kind());
    }
}
