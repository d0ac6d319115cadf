package dev.fairway.delivery.bindings;

import static fairway.tables.delivery.Tables.RESOURCE_USE;

import dev.fairway.resources.Bindings.Binding;
import fairway.tables.delivery.tables.records.ResourceUseRecord;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who uses which resource. What a service does not use any more is kept until its secret is gone. */
@Repository
public class ResourceUses {

    private final DSLContext db;

    ResourceUses(DSLContext db) {
        this.db = db;
    }

    /** What a service uses from now on, where it was released to: an environment, or a preview of one. */
    @Transactional
    public void replace(String service, String place, Collection<ResourceUse> uses) {
        db.update(RESOURCE_USE)
                .set(RESOURCE_USE.IS_WANTED, false)
                .where(of(service, place))
                .execute();
        uses.forEach(use -> db.insertInto(RESOURCE_USE)
                .set(row(use))
                .onDuplicateKeyUpdate()
                .set(row(use))
                .execute());
    }

    /** Whatever it used there. */
    @Transactional
    public void forgetAll(String service, String place) {
        db.deleteFrom(RESOURCE_USE).where(of(service, place)).execute();
    }

    public List<ResourceUse> wanted(String service, String place) {
        return listed(of(service, place).and(RESOURCE_USE.IS_WANTED.isTrue()));
    }

    /** What it used before, and whose secret may still be there. */
    List<ResourceUse> unwanted(String service, String place) {
        return listed(of(service, place).and(RESOURCE_USE.IS_WANTED.isFalse()));
    }

    private List<ResourceUse> listed(Condition condition) {
        return db.selectFrom(RESOURCE_USE)
                .where(condition)
                .orderBy(RESOURCE_USE.SECRET)
                .fetch(ResourceUses::use);
    }

    /** Whether anybody else reads the same secret. */
    boolean isSharedSecret(ResourceUse use) {
        return db.fetchExists(
                RESOURCE_USE,
                RESOURCE_USE.ENVIRONMENT.eq(use.environment()),
                RESOURCE_USE.NAMESPACE.eq(use.namespace()),
                RESOURCE_USE.SECRET.eq(use.secret()),
                RESOURCE_USE.IS_WANTED.isTrue());
    }

    void forget(ResourceUse use) {
        db.deleteFrom(RESOURCE_USE)
                .where(of(use.service(), use.place()))
                .and(RESOURCE_USE.NAMESPACE.eq(use.namespace()))
                .and(RESOURCE_USE.SECRET.eq(use.secret()))
                .execute();
    }

    /** Who uses a resource, by service. @param after {@link #place} of the last one of the page before */
    public List<ResourceUse> of(String mark, @Nullable String after, int limit) {
        String[] last = after == null ? new String[] {"", "", ""} : (after + "  ").split(" ", 4);
        return db.selectFrom(RESOURCE_USE)
                .where(RESOURCE_USE.MARK.eq(mark), RESOURCE_USE.IS_WANTED.isTrue())
                .and(DSL.row(RESOURCE_USE.SERVICE, RESOURCE_USE.SECRET, RESOURCE_USE.PLACE)
                        .gt(last[0], last[1], last[2]))
                .orderBy(RESOURCE_USE.SERVICE, RESOURCE_USE.SECRET, RESOURCE_USE.PLACE)
                .limit(limit)
                .fetch(ResourceUses::use);
    }

    public static String place(ResourceUse use) {
        return "%s %s %s".formatted(use.service(), use.secret(), use.place());
    }

    /** Names of the namespaces that have a secret of a resource. */
    public List<String> namespaces(String mark) {
        return db.selectDistinct(RESOURCE_USE.NAMESPACE)
                .from(RESOURCE_USE)
                .where(RESOURCE_USE.MARK.eq(mark))
                .orderBy(RESOURCE_USE.NAMESPACE)
                .fetch(RESOURCE_USE.NAMESPACE);
    }

    private static Condition of(String service, String place) {
        return RESOURCE_USE.SERVICE.eq(service).and(RESOURCE_USE.PLACE.eq(place));
    }

    private static ResourceUseRecord row(ResourceUse use) {
        ResourceUseRecord row = new ResourceUseRecord();
        row.setService(use.service());
        row.setEnvironment(use.environment());
        row.setPlace(use.place());
        row.setNamespace(use.namespace());
        row.setSecret(use.secret());
        row.setMark(use.mark());
        row.setResource(use.binding().resource());
        row.setRole(use.binding().role());
        row.setIsWanted(true);
        return row;
    }

    private static ResourceUse use(ResourceUseRecord row) {
        return new ResourceUse(
                row.getService(),
                row.getPlace(),
                row.getNamespace(),
                row.getSecret(),
                row.getMark(),
                new Binding(row.getResource(), row.getEnvironment(), row.getRole()));
    }
}
