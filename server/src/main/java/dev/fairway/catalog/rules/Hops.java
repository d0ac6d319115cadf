package dev.fairway.catalog.rules;

import static fairway.tables.catalog.Tables.EDGE;
import static org.jooq.impl.DSL.select;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/** A way from one entity to others over edges, hop by hop. */
public record Hops(List<Hop> hops) {

    private static final int LONGEST_WAY = 5;

    /** @param forward from the entity that has the relation to the one that it points to */
    record Hop(Set<Integer> relations, boolean forward) {}

    /** The ids at the end of the way that begins at {@code start}. */
    Select<Record1<Long>> from(Field<Long> start) {
        Select<Record1<Long>> reached = step(hops.getFirst(), start);
        for (Hop hop : hops.subList(1, hops.size())) {
            reached = step(hop, reached);
        }
        return reached;
    }

    /** The ids at the end of the ways that begin at any of these. */
    Select<Record1<Long>> from(Select<Record1<Long>> start) {
        Select<Record1<Long>> reached = start;
        for (Hop hop : hops) {
            reached = step(hop, reached);
        }
        return reached;
    }

    /** This way broken off after each of its hops. */
    List<Hops> beginnings() {
        return IntStream.rangeClosed(1, hops.size())
                .mapToObj(length -> new Hops(hops.subList(0, length)))
                .toList();
    }

    private static Select<Record1<Long>> step(Hop hop, Field<Long> start) {
        var edge = EDGE.as("g");
        return hop.forward()
                ? select(edge.TARGET_ID)
                        .from(edge)
                        .where(edge.SOURCE_ID.eq(start), edge.RELATION_ID.in(hop.relations()))
                : select(edge.SOURCE_ID)
                        .from(edge)
                        .where(edge.TARGET_ID.eq(start), edge.RELATION_ID.in(hop.relations()));
    }

    private static Select<Record1<Long>> step(Hop hop, Select<Record1<Long>> start) {
        var edge = EDGE.as("g");
        return hop.forward()
                ? select(edge.TARGET_ID)
                        .from(edge)
                        .where(edge.SOURCE_ID.in(start), edge.RELATION_ID.in(hop.relations()))
                : select(edge.SOURCE_ID)
                        .from(edge)
                        .where(edge.TARGET_ID.in(start), edge.RELATION_ID.in(hop.relations()));
    }

    /** The way that follows these relations forward; empty when one of them does not exist. */
    static Optional<Hops> along(Blueprints blueprints, Blueprint from, List<String> relations) {
        List<Hop> hops = new ArrayList<>();
        Blueprint at = from;
        for (String name : relations) {
            Relation relation = at.relations().get(name);
            Optional<Blueprint> next = relation == null ? Optional.empty() : blueprints.find(relation.target());
            if (relation == null || next.isEmpty()) {
                return Optional.empty();
            }
            hops.add(new Hop(Set.of(relation.id()), true));
            at = next.get();
        }
        return hops.isEmpty() ? Optional.empty() : Optional.of(new Hops(hops));
    }

    /** Where the way along these relations ends; empty when one of them does not exist. */
    static Optional<Blueprint> end(Blueprints blueprints, Blueprint from, List<String> relations) {
        Optional<Blueprint> at = Optional.of(from);
        for (String name : relations) {
            at = at.map(blueprint -> blueprint.relations().get(name))
                    .flatMap(relation -> blueprints.find(relation.target()));
        }
        return at;
    }

    Hops reversed() {
        List<Hop> back = hops.reversed().stream()
                .map(hop -> new Hop(hop.relations(), !hop.forward()))
                .toList();
        return new Hops(back);
    }

    private record Reached(Blueprint blueprint, List<Hop> way) {}

    /** The shortest way between two blueprints over relations in either direction. */
    static Optional<Hops> between(Blueprints blueprints, Blueprint from, Blueprint to) {
        Deque<Reached> open = new ArrayDeque<>(List.of(new Reached(from, List.of())));
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Reached reached = open.poll();
            for (Blueprint next : blueprints.all()) {
                for (Hop hop : hopsBetween(reached.blueprint(), next)) {
                    List<Hop> way = new ArrayList<>(reached.way());
                    way.add(hop);
                    if (next.id() == to.id()) {
                        return Optional.of(new Hops(way));
                    }
                    if (way.size() < LONGEST_WAY && seen.add(next.id())) {
                        open.add(new Reached(next, way));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Hop> hopsBetween(Blueprint from, Blueprint to) {
        List<Hop> hops = new ArrayList<>();
        Set<Integer> back = relationsTo(to, from);
        Set<Integer> forth = relationsTo(from, to);
        if (!back.isEmpty()) {
            hops.add(new Hop(back, false));
        }
        if (!forth.isEmpty()) {
            hops.add(new Hop(forth, true));
        }
        return hops;
    }

    private static Set<Integer> relationsTo(Blueprint from, Blueprint to) {
        Set<Integer> relations = new HashSet<>();
        for (Relation relation : from.relations().values()) {
            if (relation.target().equals(to.identifier())) {
                relations.add(relation.id());
            }
        }
        return relations;
    }
}
