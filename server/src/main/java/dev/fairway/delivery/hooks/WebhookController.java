package dev.fairway.delivery.hooks;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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

    /** @param secret that its messages are signed with; it is not shown again */
    record NewWebhookAnswer(boolean ok, Webhook webhook, String secret) {}

    record HookDeliveryAnswer(boolean ok, HookDelivery delivery) {}

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

    /**
     * What is null stays as it is.
     *
     * @param active false has it told nothing
     */
    record WebhookBody(
            @Nullable List<String> events, @Nullable Boolean active) {}

    private final Repositories repositories;
    private final Webhooks webhooks;
    private final HookDeliveries deliveries;
    private final HookListener listener;

    WebhookController(Repositories repositories, Webhooks webhooks, HookDeliveries deliveries, HookListener listener) {
        this.listener = listener;
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

    /** Has an address told of pushes or change requests, signed with a secret of its own as everything that Fairway sends. */
    @PostMapping
    @IdempotencyKey(IdempotencyKey.Use.REFUSED)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    NewWebhookAnswer add(
            @PathVariable String owner, @PathVariable String name, @RequestBody NewWebhookBody body, Actor actor) {
        HostedRepository repository = repository(owner, name, actor);
        Webhooks.Added added = webhooks.add(
                repository,
                Objects.requireNonNullElse(body.url(), ""),
                events(Objects.requireNonNullElse(body.events(), List.of())),
                actor);
        return new NewWebhookAnswer(true, added.webhook(), added.secret());
    }

    private static Set<Webhook.Event> events(List<String> names) {
        return names.stream()
                .map(event -> Choice.of(Webhook.Event.class, "events", event))
                .collect(Collectors.toSet());
    }

    /** Changes what an address is told, or switches it off and on. */
    @PatchMapping("/{id}")
    @Requires(Permission.WRITE_REPOSITORIES)
    WebhookAnswer change(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable UUID id,
            @RequestBody WebhookBody body,
            Actor actor) {
        List<String> told = body.events();
        return new WebhookAnswer(
                true,
                webhooks.change(
                        repository(owner, name, actor), id, told == null ? null : events(told), body.active(), actor));
    }

    /** Sends a message with the event TEST. */
    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    HookDeliveryAnswer test(@PathVariable String owner, @PathVariable String name, @PathVariable UUID id, Actor actor) {
        HostedRepository repository = repository(owner, name, actor);
        return new HookDeliveryAnswer(true, listener.test(active(repository, id), repository.name(), actor));
    }

    /** Sends a message of the last 30 days again, as a new one. */
    @PostMapping("/{id}/deliveries/{delivery}/again")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    HookDeliveryAnswer again(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable UUID id,
            @PathVariable UUID delivery,
            Actor actor) {
        return new HookDeliveryAnswer(true, deliveries.again(active(repository(owner, name, actor), id), delivery));
    }

    private Webhook active(HostedRepository repository, UUID id) {
        Webhook webhook = webhooks.get(repository, id);
        if (!webhook.active()) {
            throw new Conflict(
                    "webhook_off",
                    "The webhook to %s is switched off; switch it on before it is told anything"
                            .formatted(webhook.host()),
                    Map.of("webhook", id.toString()));
        }
        return webhook;
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
