package dev.fairway.catalog.pages;

import static fairway.tables.catalog.Tables.FOLDER;

import dev.fairway.access.Actor;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The folders of the navigation. Where a folder stands is kept as it was said: inside which, behind which. */
@Repository
class Folders {

    private static final int MAX_TITLE = 100;

    private final DSLContext db;
    private final ApplicationEventPublisher events;

    Folders(DSLContext db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    record Folder(
            String identifier,
            String title,
            @Nullable String parent,
            @Nullable String after) {}

    List<Folder> all() {
        return db.selectFrom(FOLDER)
                .orderBy(FOLDER.POSITION)
                .fetch(row -> new Folder(row.getIdentifier(), row.getTitle(), row.getParent(), row.getAfter()));
    }

    Folder get(String identifier) {
        return all().stream()
                .filter(folder -> folder.identifier().equals(identifier))
                .findFirst()
                .orElseThrow(() -> new NotFound("folder", "identifier", identifier));
    }

    @Transactional
    Folder create(Folder wanted, Actor actor) {
        String identifier = wanted.identifier().isBlank() ? UUID.randomUUID().toString() : wanted.identifier();
        check(wanted.title());
        int inserted = db.insertInto(FOLDER)
                .set(FOLDER.IDENTIFIER, identifier)
                .set(FOLDER.TITLE, wanted.title())
                .set(FOLDER.PARENT, wanted.parent())
                .set(FOLDER.AFTER, wanted.after())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            throw Conflict.exists("folder", identifier);
        }
        Folder created = get(identifier);
        events.publishEvent(new FolderChanged(null, created, identifier, actor.name()));
        return created;
    }

    /** A place that is not mentioned is no place any more: clients leave away what they want to be gone. */
    @Transactional
    Folder change(String identifier, Folder change, Actor actor) {
        Folder before = get(identifier);
        String title = change.title().isBlank() ? before.title() : change.title();
        check(title);
        refuseInsideItself(identifier, change.parent());
        db.update(FOLDER)
                .set(FOLDER.TITLE, title)
                .set(FOLDER.PARENT, change.parent())
                .set(FOLDER.AFTER, change.after())
                .where(FOLDER.IDENTIFIER.eq(identifier))
                .execute();
        Folder after = get(identifier);
        events.publishEvent(new FolderChanged(before, after, identifier, actor.name()));
        return after;
    }

    private void refuseInsideItself(String identifier, @Nullable String parent) {
        Map<String, Folder> byIdentifier =
                all().stream().collect(Collectors.toMap(Folder::identifier, folder -> folder));
        Folder at = byIdentifier.get(parent);
        for (int depth = 0; at != null && depth <= byIdentifier.size(); depth++) {
            if (at.identifier().equals(identifier)) {
                throw new InvalidInput("parent", "\"%s\" is inside the folder itself".formatted(parent));
            }
            at = byIdentifier.get(at.parent());
        }
    }

    /** What was inside moves to where the folder was. */
    @Transactional
    void remove(String identifier, Actor actor) {
        Folder folder = get(identifier);
        db.update(FOLDER)
                .set(FOLDER.PARENT, folder.parent())
                .where(FOLDER.PARENT.eq(identifier))
                .execute();
        db.deleteFrom(FOLDER).where(FOLDER.IDENTIFIER.eq(identifier)).execute();
        events.publishEvent(new FolderChanged(folder, null, identifier, actor.name()));
    }

    private static void check(String title) {
        if (title.isBlank() || Objects.requireNonNull(title).length() > MAX_TITLE) {
            throw new InvalidInput("title", "has 1 to %d characters".formatted(MAX_TITLE));
        }
    }
}
