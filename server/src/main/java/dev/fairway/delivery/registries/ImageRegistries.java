package dev.fairway.delivery.registries;

import static fairway.tables.delivery.Tables.IMAGE_REGISTRY;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.ImageRegistryRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The registries that are connected. There are some dozens at most. */
@Repository
public class ImageRegistries {

    private static final int MOST = 50;

    private final DSLContext db;
    private final Clock clock;
    private final Safe safe;
    private final ApplicationEventPublisher events;

    ImageRegistries(DSLContext db, Clock clock, Safe safe, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.safe = safe;
        this.events = events;
    }

    /** In the order of their names. */
    public List<ImageRegistry> all() {
        return db.selectFrom(IMAGE_REGISTRY).orderBy(IMAGE_REGISTRY.NAME).fetch(ImageRegistries::registry);
    }

    public Optional<ImageRegistry> find(String name) {
        return db.selectFrom(IMAGE_REGISTRY)
                .where(IMAGE_REGISTRY.NAME.eq(name))
                .fetchOptional(ImageRegistries::registry);
    }

    public ImageRegistry get(String name) {
        return find(name).orElseThrow(() -> new NotFound("image_registry", "name", name));
    }

    /** Empty where it asks for none. */
    String password(ImageRegistry registry) {
        return registry.user() == null ? "" : safe.find(key(registry.name())).orElse("");
    }

    /** The password that is kept goes to no other address and user than before. */
    String passwordFor(WrittenRegistry wanted) {
        String user = wanted.user();
        if (user == null) {
            return "";
        }
        if (wanted.password() != null) {
            return wanted.password();
        }
        return find(wanted.name())
                .filter(before -> before.address().equals(wanted.address()) && user.equals(before.user()))
                .map(this::password)
                .orElseThrow(() -> new InvalidInput(
                        "password", "is missing; it is needed for a new registry, another address or another user"));
    }

    /** @param password empty for none */
    @Transactional
    public ImageRegistry put(WrittenRegistry wanted, String password, Actor actor) {
        @Nullable ImageRegistry before = find(wanted.name()).orElse(null);
        if (before == null && db.fetchCount(IMAGE_REGISTRY) >= MOST) {
            throw new InvalidInput("registry", "there are %d registries, which is the most".formatted(MOST));
        }
        ImageRegistryRecord row = new ImageRegistryRecord();
        row.setAddress(wanted.address());
        row.setUserName(wanted.user());
        row.setPaths(wanted.paths());
        row.setUpdatedAt(now());
        ImageRegistryRecord first = row.copy();
        first.setName(wanted.name());
        first.setCreatedAt(now());
        first.setCreatedBy(actor.name());
        db.insertInto(IMAGE_REGISTRY)
                .set(first)
                .onConflict(IMAGE_REGISTRY.NAME)
                .doUpdate()
                .set(row)
                .execute();
        if (password.isEmpty()) {
            safe.remove(key(wanted.name()));
        } else {
            safe.put(key(wanted.name()), password);
        }
        ImageRegistry after = get(wanted.name());
        events.publishEvent(new RegistryChanged(after.name(), before, after, actor.name()));
        return after;
    }

    @Transactional
    public void remove(ImageRegistry registry, Actor actor) {
        db.deleteFrom(IMAGE_REGISTRY)
                .where(IMAGE_REGISTRY.NAME.eq(registry.name()))
                .execute();
        safe.remove(key(registry.name()));
        events.publishEvent(new RegistryChanged(registry.name(), registry, null, actor.name()));
    }

    private static ImageRegistry registry(ImageRegistryRecord row) {
        return new ImageRegistry(
                row.getName(),
                row.getAddress(),
                row.getUserName(),
                row.getPaths(),
                row.getCreatedBy(),
                row.getCreatedAt().toInstant(),
                row.getUpdatedAt().toInstant());
    }

    private static String key(String name) {
        return "image-registry:%s:password".formatted(name);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
