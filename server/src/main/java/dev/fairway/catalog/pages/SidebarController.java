package dev.fairway.catalog.pages;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.pages.Folders.Folder;
import dev.fairway.shared.Json;
import dev.fairway.shared.http.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sidebars/catalog")
class SidebarController {

    private static final String SIDEBAR = "catalog";

    record Item(
            String identifier,
            @Nullable String title,
            String sidebar,
            @Nullable String after,
            @Nullable String parent,
            String sidebarType) {}

    record Sidebar(String identifier, List<Item> items) {}

    record SidebarAnswer(boolean ok, Sidebar sidebar) {}

    record FolderAnswer(boolean ok, String identifier, Folder folder) {}

    record FolderBody(
            @Nullable String identifier,
            @Nullable String title,
            @Nullable String parent,
            @Nullable String after) {

        Folder folder() {
            return new Folder(
                    Objects.requireNonNullElse(identifier, ""), Objects.requireNonNullElse(title, ""), parent, after);
        }
    }

    private final Folders folders;
    private final Pages pages;

    SidebarController(Folders folders, Pages pages) {
        this.folders = folders;
        this.pages = pages;
    }

    /** The navigation: folders and pages in their order. */
    @GetMapping
    @Requires(Permission.MEMBER)
    SidebarAnswer get(Actor actor) {
        List<Item> items = new ArrayList<>();
        folders.all()
                .forEach(folder -> items.add(new Item(
                        folder.identifier(), folder.title(), SIDEBAR, folder.after(), folder.parent(), "folder")));
        pages.visibleTo(actor).stream().filter(page -> !page.isSavedView()).forEach(page -> items.add(item(page)));
        return new SidebarAnswer(true, new Sidebar(SIDEBAR, items));
    }

    /** Makes a folder of the navigation. */
    @PostMapping("/folders")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_PAGES)
    FolderAnswer create(@RequestBody FolderBody body, Actor actor) {
        return answer(folders.create(body.folder(), actor));
    }

    /** Renames or moves a folder. A parent that is left out means the top. */
    @PatchMapping("/folders/{identifier}")
    @Requires(Permission.MANAGE_PAGES)
    FolderAnswer change(@PathVariable String identifier, @RequestBody FolderBody body, Actor actor) {
        return answer(folders.change(identifier, body.folder(), actor));
    }

    /** Removes a folder. What was inside moves to where it was. */
    @DeleteMapping("/folders/{identifier}")
    @Requires(Permission.MANAGE_PAGES)
    Done remove(@PathVariable String identifier, Actor actor) {
        folders.remove(identifier, actor);
        return Done.OK;
    }

    private static FolderAnswer answer(Folder folder) {
        return new FolderAnswer(true, folder.identifier(), folder);
    }

    private static Item item(Page page) {
        return new Item(
                page.identifier(),
                Json.textAt(page.definition(), "title"),
                SIDEBAR,
                Json.textAt(page.definition(), "after"),
                Json.textAt(page.definition(), "parent"),
                "page");
    }
}
