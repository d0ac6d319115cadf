package dev.fairway.access.organization;

import static fairway.tables.access.Tables.OUTBOUND_NETWORK;

import dev.fairway.access.Actor;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.outbound.AllowedNetworks;
import dev.fairway.shared.outbound.Network;
import fairway.tables.access.tables.records.OutboundNetworkRecord;
import java.net.InetAddress;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The networks that administrators allow. Every node asks the table, so that a change holds on all of them at once. */
@Repository
class OutboundNetworks implements AllowedNetworks {

    private static final int MAX_REASON = 200;
    private static final int MOST = 100;

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    OutboundNetworks(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public boolean includes(InetAddress address) {
        return db.select(OUTBOUND_NETWORK.NETWORK).from(OUTBOUND_NETWORK).fetch(OUTBOUND_NETWORK.NETWORK).stream()
                .anyMatch(network -> Network.of(network).contains(address));
    }

    List<OutboundNetwork> all() {
        return db.selectFrom(OUTBOUND_NETWORK).orderBy(OUTBOUND_NETWORK.NETWORK).fetch(OutboundNetworks::network);
    }

    /**
     * @param text a network in CIDR notation; bits that count hosts are left out
     * @throws InvalidInput when it is no private network, or there is no reason
     */
    @Transactional
    OutboundNetwork add(String text, String reason, Actor actor) {
        String network = privateNetwork(text).toString();
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new InvalidInput(
                    "reason", "has 1 to %d characters that say what is called there".formatted(MAX_REASON));
        }
        if (db.fetchCount(OUTBOUND_NETWORK) >= MOST) {
            throw new InvalidInput("network", "%d networks are allowed already; remove one first".formatted(MOST));
        }
        OutboundNetwork added = new OutboundNetwork(network, reason.strip(), clock.instant(), actor.name());
        int inserted = db.insertInto(OUTBOUND_NETWORK)
                .set(OUTBOUND_NETWORK.NETWORK, network)
                .set(OUTBOUND_NETWORK.REASON, added.reason())
                .set(OUTBOUND_NETWORK.ADDED_AT, added.addedAt().atOffset(ZoneOffset.UTC))
                .set(OUTBOUND_NETWORK.ADDED_BY, added.addedBy())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            throw Conflict.exists("network", network);
        }
        events.publishEvent(new OutboundNetworkChanged(null, added, actor.name()));
        return added;
    }

    @Transactional
    void remove(String network, Actor actor) {
        OutboundNetwork removed = db.deleteFrom(OUTBOUND_NETWORK)
                .where(OUTBOUND_NETWORK.NETWORK.eq(network))
                .returning()
                .fetchOptional(OutboundNetworks::network)
                .orElseThrow(() -> new NotFound("network", "network", network));
        events.publishEvent(new OutboundNetworkChanged(removed, null, actor.name()));
    }

    /** Who administers Fairway need not administer its machine: loopback and link-local addresses are the operator's to allow. */
    private static Network privateNetwork(String text) {
        Network network = parsed(text);
        if (!network.isPrivate()) {
            throw new InvalidInput(
                    "network",
                    "\"%s\" is not inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or fc00::/7; public addresses need no permission, and all others are allowed by FAIRWAY_OUTBOUND_ALLOW alone"
                            .formatted(text));
        }
        return network;
    }

    private static Network parsed(String text) {
        try {
            return Network.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidInput("network", "\"%s\" is no range of addresses, such as 10.1.0.0/16".formatted(text));
        }
    }

    private static OutboundNetwork network(OutboundNetworkRecord row) {
        return new OutboundNetwork(
                row.getNetwork(), row.getReason(), row.getAddedAt().toInstant(), row.getAddedBy());
    }
}
