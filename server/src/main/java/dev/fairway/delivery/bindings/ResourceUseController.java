package dev.fairway.delivery.bindings;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which services use a resource. */
@RestController
@RequestMapping("/v1/resource-uses")
class ResourceUseController {

    private static final int MOST = 200;

    /** @param secret name of the secret that its pods read, in the namespace */
    record ResourceUseView(String service, String environment, String role, String namespace, String secret) {

        static ResourceUseView of(ResourceUse use) {
            return new ResourceUseView(
                    use.service(), use.environment(), use.binding().role(), use.namespace(), use.secret());
        }
    }

    /** @param next the place behind which the next page begins; null on the last */
    record ResourceUsesAnswer(
            boolean ok,
            List<ResourceUseView> uses,
            @Nullable String next) {}

    private final ResourceUses uses;

    ResourceUseController(ResourceUses uses) {
        this.uses = uses;
    }

    /** The services whose newest release uses a resource. @param resource its id */
    @GetMapping
    @Requires(Permission.MEMBER)
    ResourceUsesAnswer list(
            @RequestParam String resource,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        Slice<ResourceUse, String> page =
                Slice.of(limit, MOST, many -> uses.of(resource, after, many), ResourceUses::place);
        return new ResourceUsesAnswer(
                true, page.items().stream().map(ResourceUseView::of).toList(), page.next());
    }
}
