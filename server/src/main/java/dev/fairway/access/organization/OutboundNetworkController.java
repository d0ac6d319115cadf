package dev.fairway.access.organization;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.http.Done;
import dev.fairway.shared.outbound.OutboundSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/organization/outbound-networks")
class OutboundNetworkController {

    record NewOutboundNetwork(
            @Nullable String network, @Nullable String reason) {}

    record OutboundNetworkAnswer(boolean ok, OutboundNetwork network) {}

    /** @param setting those that {@code FAIRWAY_OUTBOUND_ALLOW} names, and that are removed there */
    record OutboundNetworksAnswer(boolean ok, List<OutboundNetwork> networks, List<String> setting) {}

    private final OutboundNetworks networks;
    private final OutboundSettings settings;

    OutboundNetworkController(OutboundNetworks networks, OutboundSettings settings) {
        this.networks = networks;
        this.settings = settings;
    }

    /** The networks that actions and notifications may call although they are not public, 100 at most. */
    @GetMapping
    @Requires(Permission.MANAGE_ORGANIZATION)
    OutboundNetworksAnswer list() {
        return new OutboundNetworksAnswer(true, networks.all(), settings.allow());
    }

    /** Allows a private network to be called, such as `10.1.0.0/16`. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    OutboundNetworkAnswer add(@RequestBody NewOutboundNetwork body, Actor actor) {
        if (body.network() == null || body.reason() == null) {
            throw new InvalidInput("", "network and reason are needed");
        }
        return new OutboundNetworkAnswer(true, networks.add(body.network(), body.reason(), actor));
    }

    /** Allows a network no longer. Connections that are open end within 30 seconds. */
    @DeleteMapping("/{network}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    Done remove(@PathVariable String network, Actor actor) {
        networks.remove(network, actor);
        return Done.OK;
    }
}
