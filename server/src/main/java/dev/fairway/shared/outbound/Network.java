package dev.fairway.shared.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8}; one address alone is a range too. */
public record Network(InetAddress address, int prefix) {

    private static final List<Network> PRIVATE = Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
            .map(Network::of)
            .toList();

    /**
     * What the internet does not route, or routes to somewhere inside: the special-purpose registries of IANA for IPv4 and
     * IPv6 (RFC 6890), and the prefixes that carry an IPv4 address within an IPv6 one.
     */
    private static final List<Network> NOT_PUBLIC = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8")
            .stream()
            .map(Network::of)
            .toList();

    /** @throws IllegalArgumentException when the text is no range */
    public static Network of(String text) {
        String[] parts = text.strip().split("/", -1);
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int bits = address.getAddress().length * 8;
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (parts.length > 2 || prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException();
            }
            return new Network(address, prefix);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "\"%s\" is no range of addresses, such as 10.1.0.0/16".formatted(text), wrong);
        }
    }

    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of it is for private use (RFC 1918, RFC 4193): a company's own, and never this machine or a link of it. */
    public boolean isPrivate() {
        return PRIVATE.stream().anyMatch(network -> prefix >= network.prefix() && network.contains(address));
    }

    static boolean isPublic(InetAddress address) {
        return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    /** In CIDR notation, without the bits that count hosts. */
    @Override
    public String toString() {
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
