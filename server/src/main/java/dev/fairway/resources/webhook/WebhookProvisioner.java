package dev.fairway.resources.webhook;

import dev.fairway.access.Signatures;
import dev.fairway.resources.spi.ConnectionUrl;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.outbound.Outbound;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a service of the company makes. It is told by {@code POST} what to do, one operation each, and may be told the same
 * again: {@code test}, {@code apply}, {@code admit}, {@code dismiss}, {@code observe} and {@code remove}.
 */
@Component
class WebhookProvisioner implements Provisioner {

    private static final ObjectNode SETTINGS = (ObjectNode) Json.read("""
            {"properties": {
               "url": {"type": "string", "title": "Address", "description": "Where your service listens, such as https://machines.example.com/fairway.", "pattern": "^https?://.+", "maxLength": 1000},
               "token": {"type": "string", "title": "Token", "description": "Sent as Authorization: Bearer. Every call is signed as well.", "secret": true, "maxLength": 10000}},
             "required": ["url"]}""");

    private static final ObjectNode TEMPLATE = (ObjectNode) Json.read("""
            {"properties": {
               "path": {"type": "string", "title": "Path", "description": "Behind the address of the server, such as /machines.", "pattern": "^(/[A-Za-z0-9._~-]+)*$", "maxLength": 200},
               "roles": {"type": "array", "title": "Users", "description": "What users of it may be, the first one most. Empty for what has no users.", "items": {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,19}$"}, "maxItems": 5},
               "url": {"type": "string", "title": "Connection", "description": "jq for the text that clients connect with, from outputs, user and password.", "maxLength": 1000},
               "loss": {"type": "string", "title": "What is lost", "description": "A sentence for whoever is about to delete one.", "maxLength": 300}}}""");

    private final Outbound outbound;
    private final Signatures signatures;

    WebhookProvisioner(Outbound outbound, Signatures signatures) {
        this.outbound = outbound;
        this.signatures = signatures;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public ObjectNode settings() {
        return SETTINGS.deepCopy();
    }

    @Override
    public ObjectNode template() {
        return TEMPLATE.deepCopy();
    }

    @Override
    public List<Problem> problemsOf(ObjectNode template, Set<String> fields) {
        return ConnectionUrl.of(template).problems();
    }

    @Override
    public Report test(Server server) {
        return endpoint(server).tell("test", "", Json.object()).report();
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        tell(server, wanted, "apply", Json.object()).log().forEach(log);
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return Json.texts(template.get("roles"));
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        issue(server, wanted, login);
    }

    /** A service that makes passwords itself answers with them. */
    @Override
    public Login issue(Server server, Wanted wanted, Login login) {
        ObjectNode user = Json.object().put("role", login.role()).put("name", login.user());
        user.put("password", login.password());
        EndpointAnswer answer = tell(server, wanted, "admit", user);
        return answer.password()
                .map(password -> new Login(login.role(), login.user(), password))
                .orElse(login);
    }

    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        tell(server, wanted, "dismiss", Json.object().put("name", user));
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return tell(server, wanted, "observe", Json.object()).outputs();
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return ConnectionUrl.of(wanted.template()).text(() -> outputs(server, wanted), login);
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        return tell(server, wanted, "observe", Json.object()).observation();
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        String loss = Json.textAt(wanted.template(), "loss");
        return loss == null ? "%s with everything in it".formatted(wanted.name()) : loss;
    }

    @Override
    public void remove(Server server, Wanted wanted) {
        tell(server, wanted, "remove", Json.object());
    }

    /** What else the service has is not Fairway's to know. */
    @Override
    public List<Found> discover(Server server) {
        return List.of();
    }

    /** @param user empty for what is not about one */
    private EndpointAnswer tell(Server server, Wanted wanted, String operation, ObjectNode user) {
        ObjectNode about = Json.object();
        ObjectNode resource = about.putObject("resource").put("id", wanted.id()).put("name", wanted.name());
        resource.set("specification", wanted.specification());
        if (!user.isEmpty()) {
            about.set("user", user);
        }
        String path = Json.textAt(wanted.template(), "path");
        return endpoint(server).tell(operation, path == null ? "" : path, about);
    }

    private Endpoint endpoint(Server server) {
        return new Endpoint(server, outbound, signatures);
    }
}
