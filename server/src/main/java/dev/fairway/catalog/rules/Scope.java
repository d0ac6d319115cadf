package dev.fairway.catalog.rules;

import dev.fairway.access.Actor;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.indexes.Shortcuts;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is compiled for.
 *
 * @param blueprint whose entities are searched; null for every blueprint that has none of the named properties derived
 * @param now what presets such as {@code lastWeek} count from
 * @param calculated blueprints whose stored calculations the SQL reads; filled in while it is made
 */
public record Scope(
        Blueprints blueprints,
        Shortcuts shortcuts,
        @Nullable Blueprint blueprint,
        Actor actor,
        Instant now,
        Set<Integer> calculated) {

    public static Scope of(
            Blueprints blueprints, Shortcuts shortcuts, @Nullable Blueprint blueprint, Actor actor, Instant now) {
        return new Scope(blueprints, shortcuts, blueprint, actor, now, new HashSet<>());
    }

    public Scope of(Blueprint other) {
        return new Scope(blueprints, shortcuts, other, actor, now, calculated);
    }
}
