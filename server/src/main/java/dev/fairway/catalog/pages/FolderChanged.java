package dev.fairway.catalog.pages;

import dev.fairway.catalog.pages.Folders.Folder;
import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A folder of the navigation was made, changed or removed. */
record FolderChanged(@Nullable Folder before, @Nullable Folder after, String identifier, String actor)
        implements Auditable {

    @Override
    public String resource() {
        return "folder";
    }
}
