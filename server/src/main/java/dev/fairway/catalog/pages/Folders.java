package dev.fairway.catalog.pages;

import static fairway.tables.catalog.Tables.FOLDER;

import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The folders of the navigation. Where a folder stands is kept as it was said: inside which, behind which. */
@Repository
class Folders {

    private static final int MAX_TITLE = 100;

    private final DSLContext db;

    Folders(DSLContext db) {
        this.db = db;
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
    Folder create(Folder wanted) {
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
        return get(identifier);
    }

    @Transactional
    Folder change(String identifier, Folder change) {
        Folder before = get(identifier);
        String title = change.title().isBlank() ? before.title() : change.title();
        check(title);
        db.update(FOLDER)
                .set(FOLDER.TITLE, title)
                .set(FOLDER.PARENT, change.parent())
                .set(FOLDER.AFTER, change.after())
                .where(FOLDER.IDENTIFIER.eq(identifier))
                .execute();
        return get(identifier);
    }

    /** What was inside moves to where the folder was. */
    @Transactional
    void remove(String identifier) {
        Folder folder = get(identifier);
        db.update(FOLDER)
                .set(FOLDER.PARENT, folder.parent())
                .where(FOLDER.PARENT.eq(identifier))
                .execute();
        db.deleteFrom(FOLDER).where(FOLDER.IDENTIFIER.eq(identifier)).execute();
    }

    private static void check(String title) {
        if (title.isBlank() || Objects.requireNonNull(title).length() > MAX_TITLE) {
            throw new InvalidInput("title", "has 1 to %d characters".formatted(MAX_TITLE));
        }
    }
}
