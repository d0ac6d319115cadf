package dev.fairway.selfservice.policy;

import static fairway.tables.selfservice.Tables.POLICY_RULE;
import static fairway.tables.selfservice.Tables.POLICY_RULE_VERSION;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Notices;
import fairway.tables.selfservice.tables.records.PolicyRuleRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The rules of the platform team, compiled and in memory. There are some hundreds at most. */
@Repository
class PolicyRules {

    static final int MOST = 1_000;

    private static final String TOPIC = "policy";

    private record Loaded(long version, List<PolicyRule> rules) {}

    /** A state that a rule had. */
    record Version(int version, ObjectNode definition, String reason, String author, Instant at) {}

    private final DSLContext db;
    private final Clock clock;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private volatile @Nullable Loaded loaded;

    PolicyRules(DSLContext db, Clock clock, Notices notices, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.notices = notices;
        this.events = events;
    }

    /** By identifier. */
    List<PolicyRule> all() {
        Loaded known = loaded;
        long now = notices.version(TOPIC);
        if (known == null || known.version() != now) {
            known = new Loaded(
                    now,
                    db.selectFrom(POLICY_RULE).orderBy(POLICY_RULE.IDENTIFIER).fetch(PolicyRules::rule));
            loaded = known;
        }
        return known.rules();
    }

    PolicyRule get(String identifier) {
        return db.selectFrom(POLICY_RULE)
                .where(POLICY_RULE.IDENTIFIER.eq(identifier))
                .fetchOptional(PolicyRules::rule)
                .orElseThrow(() -> new NotFound("policy rule", "identifier", identifier));
    }

    /** Newest first. */
    List<Version> versions(String identifier) {
        return db.select(POLICY_RULE_VERSION.asterisk())
                .from(POLICY_RULE_VERSION)
                .join(POLICY_RULE)
                .on(POLICY_RULE.ID.eq(POLICY_RULE_VERSION.RULE_ID))
                .where(POLICY_RULE.IDENTIFIER.eq(identifier))
                .orderBy(POLICY_RULE_VERSION.VERSION.desc())
                .limit(MOST)
                .fetchInto(POLICY_RULE_VERSION)
                .map(row -> new Version(
                        row.getVersion(),
                        Json.readObject(row.getDefinition()),
                        row.getReason(),
                        row.getAuthor(),
                        row.getAt().toInstant()));
    }

    @Transactional
    PolicyRule create(RuleDefinition definition, String reason, Actor actor) {
        if (db.fetchCount(POLICY_RULE) >= MOST) {
            throw new Conflict(
                    "too_many_rules",
                    "There are %,d rules, which is the most; remove one first".formatted(MOST),
                    Map.of("most", MOST));
        }
        OffsetDateTime now = now();
        Integer id = db.insertInto(POLICY_RULE)
                .set(POLICY_RULE.IDENTIFIER, definition.identifier())
                .set(POLICY_RULE.VERSION, 1)
                .set(POLICY_RULE.DEFINITION, Json.ordered(definition.tree()))
                .set(POLICY_RULE.CREATED_AT, now)
                .set(POLICY_RULE.CREATED_BY, actor.name())
                .set(POLICY_RULE.UPDATED_AT, now)
                .set(POLICY_RULE.UPDATED_BY, actor.name())
                .onConflictDoNothing()
                .returningResult(POLICY_RULE.ID)
                .fetchOne(POLICY_RULE.ID);
        if (id == null) {
            throw Conflict.exists("policy rule", definition.identifier());
        }
        keepVersion(id, 1, definition, reason, actor);
        changed(new PolicyRuleChanged(definition.identifier(), null, definition.tree(), reason, actor.name()));
        return get(definition.identifier());
    }

    /** @throws Conflict when the definition would rename it */
    @Transactional
    PolicyRule replace(String identifier, RuleDefinition definition, String reason, Actor actor) {
        PolicyRuleRecord before = lock(identifier);
        if (!definition.identifier().equals(identifier)) {
            throw new Conflict(
                    "identifier_stays",
                    "The rule is \"%s\" and stays so; make another one for \"%s\""
                            .formatted(identifier, definition.identifier()),
                    Map.of("identifier", identifier));
        }
        int version = before.getVersion() + 1;
        db.update(POLICY_RULE)
                .set(POLICY_RULE.VERSION, version)
                .set(POLICY_RULE.DEFINITION, Json.ordered(definition.tree()))
                .set(POLICY_RULE.UPDATED_AT, now())
                .set(POLICY_RULE.UPDATED_BY, actor.name())
                .where(POLICY_RULE.ID.eq(before.getId()))
                .execute();
        keepVersion(before.getId(), version, definition, reason, actor);
        changed(new PolicyRuleChanged(
                identifier, Json.readObject(before.getDefinition()), definition.tree(), reason, actor.name()));
        return get(identifier);
    }

    @Transactional
    void remove(String identifier, String reason, Actor actor) {
        PolicyRuleRecord before = lock(identifier);
        db.deleteFrom(POLICY_RULE).where(POLICY_RULE.ID.eq(before.getId())).execute();
        changed(new PolicyRuleChanged(identifier, Json.readObject(before.getDefinition()), null, reason, actor.name()));
    }

    private PolicyRuleRecord lock(String identifier) {
        return db.selectFrom(POLICY_RULE)
                .where(POLICY_RULE.IDENTIFIER.eq(identifier))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("policy rule", "identifier", identifier));
    }

    private void keepVersion(int id, int version, RuleDefinition definition, String reason, Actor actor) {
        db.insertInto(POLICY_RULE_VERSION)
                .set(POLICY_RULE_VERSION.RULE_ID, id)
                .set(POLICY_RULE_VERSION.VERSION, version)
                .set(POLICY_RULE_VERSION.DEFINITION, Json.ordered(definition.tree()))
                .set(POLICY_RULE_VERSION.REASON, reason)
                .set(POLICY_RULE_VERSION.AUTHOR, actor.name())
                .set(POLICY_RULE_VERSION.AT, now())
                .execute();
    }

    private void changed(PolicyRuleChanged change) {
        notices.changed(TOPIC);
        events.publishEvent(change);
    }

    private static PolicyRule rule(PolicyRuleRecord row) {
        Stamp stamp = Stamp.of(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy());
        return PolicyRule.of(row.getVersion(), new RuleDefinition(Json.readObject(row.getDefinition())), stamp);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
