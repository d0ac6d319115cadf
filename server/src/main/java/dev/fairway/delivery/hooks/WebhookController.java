package dev.fairway.delivery.hooks;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks of a repository, for those who maintain it. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}/webhooks")
class WebhookController {

    private static final int MOST = 100;

    record WebhooksAnswer(boolean ok, List<Webhook> webhooks) {}

    record WebhookAnswer(boolean ok, Webhook webhook) {}

    /** @param next place behind which the next page begins; null on the last */
    record HookDeliveriesAnswer(
            boolean ok,
            List<HookDelivery> deliveries,
            @Nullable Long next) {}

    /**
     * @param url with http or https; it is not shown again
     * @param events PUSH, CHANGE_REQUEST or both
     */
    record NewWebhookBody(@Nullable String url, @Nullable List<String> events) {}

    private final Repositories repositories;
    private final Webhooks webhooks;
    private final HookDeliveries deliveries;

    WebhookController(Repositories repositories, Webhooks webhooks, HookDeliveries deliveries) {
        this.repositories = repositories;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** Who outside is told of the repository. */
    @GetMapping
    @Requires(Permission.WRITE_REPOSITORIES)
    WebhooksAnswer list(@PathVariable String owner, @PathVariable String name, Actor actor) {
        return new WebhooksAnswer(true, webhooks.of(repository(owner, name, actor)));
    }

    /** Has an address told of pushes or change requests, signed as everything that Fairway sends. */
    @PostMapping
    @IdempotencyKey(IdempotencyKey.Use.REFUSED)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    WebhookAnswer add(
            @PathVariable String owner, @PathVariable String name, @RequestBody NewWebhookBody body, Actor actor) {
        HostedRepository repository = repository(owner, name, actor);
        return new WebhookAnswer(
                true,
                webhooks.add(
                        repository,
                        Objects.requireNonNullElse(body.url(), ""),
                        Objects.requireNonNullElse(body.events(), List.<String>of()).stream()
                                .map(event -> Choice.of(Webhook.Event.class, "events", event))
                                .collect(Collectors.toSet()),
                        actor));
    }

    /** Tells an address nothing more. */
    @DeleteMapping("/{id}")
    @Requires(Permission.WRITE_REPOSITORIES)
    Done remove(@PathVariable String owner, @PathVariable String name, @PathVariable UUID id, Actor actor) {
        webhooks.remove(repository(owner, name, actor), id, actor);
        return Done.OK;
    }

    /** What it was told in the last 30 days, and what it answered; the newest first. */
    @GetMapping("/{id}/deliveries")
    @Requires(Permission.WRITE_REPOSITORIES)
    HookDeliveriesAnswer deliveries(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Webhook webhook = webhooks.get(repository(owner, name, actor), id);
        Slice<HookDelivery, Long> page =
                Slice.of(limit, MOST, many -> deliveries.newest(webhook, before, many), HookDelivery::place);
        return new HookDeliveriesAnswer(true, page.items(), page.next());
    }

    private HostedRepository repository(String owner, String name, Actor actor) {
        return repositories.get(RepositoryName.of(owner, name)).requireMaintainer(actor);
    }
}
