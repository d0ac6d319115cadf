package dev.fairway.shared.outbound;

import java.net.InetAddress;

/** The networks that administrators allow to be called, besides those the operator's setting names. */
public interface AllowedNetworks {

    /** Asked for each address that is not public before a connection to it is opened. */
    boolean includes(InetAddress address);
}
