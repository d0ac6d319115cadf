package dev.fairway.shared.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.stereotype.Component;

/**
 * Finds the addresses of a host, and refuses it when one of them is not public and was not allowed. The client connects to
 * just these addresses, so that a name which changes its mind in between leads nowhere else.
 */
@Component
class Guard implements DnsResolver {

    private final List<Network> always;
    private final AllowedNetworks chosen;

    Guard(OutboundSettings settings, AllowedNetworks chosen) {
        this.always = settings.allow().stream().map(Network::of).toList();
        this.chosen = chosen;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!mayBeCalled(address)) {
                throw new AddressRefused(host);
            }
        }
        return addresses;
    }

    private boolean mayBeCalled(InetAddress address) {
        return Network.isPublic(address)
                || always.stream().anyMatch(network -> network.contains(address))
                || chosen.includes(address);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The address itself is not told: it would say what the inside of the network looks like. */
    static final class AddressRefused extends UnknownHostException {
        AddressRefused(String host) {
            super(host);
        }
    }
}
