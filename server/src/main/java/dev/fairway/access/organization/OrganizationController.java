package dev.fairway.access.organization;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.http.Done;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/organization")
class OrganizationController {

    record OrganizationAnswer(boolean ok, Organization organization) {}

    private final Organizations organizations;

    OrganizationController(Organizations organizations) {
        this.organizations = organizations;
    }

    /** The organisation: its name, settings, announcement and feature flags. */
    @GetMapping
    @Requires(Permission.MEMBER)
    OrganizationAnswer get() {
        return new OrganizationAnswer(true, organizations.get());
    }

    /** Changes the parts of the organisation that are mentioned. */
    @PatchMapping
    @Requires(Permission.MANAGE_ORGANIZATION)
    Done change(@RequestBody Organizations.Change change, Actor actor) {
        organizations.change(change, actor);
        return Done.OK;
    }
}
