package dev.fairway.resources.lifecycle;

import dev.fairway.resources.CredentialsChanged;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A database, cache, topic or whatever else somebody asked for, from the request to its end.
 *
 * @param id marks it on its server, and never changes
 * @param identifier of its entity in the catalog: {@code name@environment}, unique while it is there
 * @param place grows from resource to resource
 */
public record Resource(
        String id,
        String identifier,
        long place,
        Wish wish,
        Spot spot,
        Standing standing,
        @Nullable Price price,
        Dates dates) {

    /** Where its life stands. */
    public enum State {
        CREATING,
        READY,
        CHANGING,
        /** It could not be made. What there is of it is completed by another try, or removed. */
        FAILED,
        /** Nobody gets in any more; its data is removed when its grace is over. */
        RETIRED,
        REMOVED
    }

    /** Which of two users of each role is in use. The other is made at a rotation, and then the old one ends. */
    public enum Slot {
        A,
        B;

        public Slot other() {
            return this == A ? B : A;
        }

        public String letter() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Slot of(String letter) {
            return letter.equals("a") ? A : B;
        }
    }

    /**
     * What was asked for.
     *
     * @param team that owns it
     * @param service that it is for; null for none
     */
    public record Wish(
            String type,
            String name,
            String environment,
            String team,
            @Nullable String service,
            ObjectNode specification) {}

    /**
     * Where it is.
     *
     * @param kind of the server
     * @param nativeName what the server calls it
     * @param template how it is made there, as its type said when it was made or changed last
     */
    public record Spot(String server, String kind, String nativeName, Origin origin, ObjectNode template) {

        Spot with(ObjectNode other) {
            return new Spot(server, kind, nativeName, origin, other);
        }
    }

    /** How it came to be a resource. What was adopted held data before, and is never taken away for a failure of ours. */
    public enum Origin {
        MADE,
        ADOPTED
    }

    /**
     * How it is.
     *
     * @param reason why it is in this state, or what is wrong with it; null when there is nothing to say
     * @param outputs where clients find it
     * @param observed {@code {measures, complaint, loss}} of the last look at its server
     * @param run id of the run that changed it last
     */
    public record Standing(
            State state,
            @Nullable String reason,
            Slot slot,
            ObjectNode outputs,
            ObjectNode observed,
            @Nullable Instant observedAt,
            String run) {

        public Standing in(State next, @Nullable String why) {
            return new Standing(next, why, slot, outputs, observed, observedAt, run);
        }

        public Standing by(String done) {
            return new Standing(state, reason, slot, outputs, observed, observedAt, done);
        }

        public Standing with(ObjectNode found) {
            return new Standing(state, reason, slot, found, observed, observedAt, run);
        }

        public Standing with(Slot next) {
            return new Standing(state, reason, next, outputs, observed, observedAt, run);
        }

        public Standing seen(ObjectNode found, Instant at) {
            return new Standing(state, reason, slot, outputs, found, at, run);
        }
    }

    /** What it costs a month. */
    public record Price(BigDecimal monthly, String currency) {}

    /**
     * @param expiresAt when it ends unless somebody extends it; null for never
     * @param removeAt when its data is removed; null unless it is retired
     */
    public record Dates(
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant removeAt) {

        public Dates expiring(@Nullable Instant at) {
            return new Dates(createdAt, createdBy, updatedAt, at, removeAt);
        }

        public Dates removed(@Nullable Instant at) {
            return new Dates(createdAt, createdBy, updatedAt, expiresAt, at);
        }
    }

    public Wanted wanted() {
        return new Wanted(id, spot.nativeName(), wish.specification(), spot.template());
    }

    /** Whether an earlier attempt of the same run has done its work already. */
    public boolean isDoneBy(String run) {
        return standing.run().equals(run);
    }

    public Resource with(Standing other) {
        return new Resource(id, identifier, place, wish, spot, other, price, dates);
    }

    public Resource with(Dates other) {
        return new Resource(id, identifier, place, wish, spot, standing, price, other);
    }

    /** @param template how it is made from now on */
    public Resource madeBy(ObjectNode template) {
        return new Resource(id, identifier, place, wish, spot.with(template), standing, price, dates);
    }

    public Resource with(ObjectNode specification, @Nullable Price cost) {
        Wish other = new Wish(wish.type, wish.name, wish.environment, wish.team, wish.service, specification);
        return new Resource(id, identifier, place, other, spot, standing, cost, dates);
    }

    /** @throws Conflict naming the state that it is in, when that is another one */
    public Resource requireState(State... possible) {
        if (!List.of(possible).contains(standing.state())) {
            throw new Conflict(
                    "wrong_state",
                    "%s is %s; this is possible when it is %s"
                            .formatted(
                                    identifier,
                                    standing.state(),
                                    Json.array(List.of(possible).stream()
                                            .map(Enum::name)
                                            .toList())),
                    Map.of("resource", identifier, "state", standing.state().name()));
        }
        return this;
    }

    /** What is told when its users become others. */
    public CredentialsChanged credentialsChanged(CredentialsChanged.What what, String by) {
        return new CredentialsChanged(id, wish.name(), wish.environment(), what, by);
    }

    /** The user of a role in a slot, such as {@code ledger_rw_a}. */
    public String user(String role, Slot in) {
        return "%s_%s_%s".formatted(spot.nativeName(), role, in.letter());
    }
}
