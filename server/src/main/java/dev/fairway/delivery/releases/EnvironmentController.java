package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.releases.DeployEnvironment.ClusterPlace;
import dev.fairway.delivery.releases.DeployEnvironment.PreviewLimits;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.PublicAddress;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where services run. */
@RestController
@RequestMapping("/v1/environments")
class EnvironmentController {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?");
    private static final String RESERVED = "preview";
    private static final int LONGEST_TITLE = 60;
    private static final int LAST_POSITION = 1_000;

    /** @param previews null where change requests are not tried there */
    record EnvironmentView(
            String name,
            String title,
            int position,
            @Nullable String promotesFrom,
            @Nullable PreviewLimits previews,
            @Nullable ClusterPlace cluster) {

        static EnvironmentView of(DeployEnvironment environment) {
            return new EnvironmentView(
                    environment.name(),
                    environment.title(),
                    environment.position(),
                    environment.promotesFrom(),
                    environment.previews(),
                    environment.cluster());
        }
    }

    record EnvironmentsAnswer(boolean ok, List<EnvironmentView> environments) {}

    record EnvironmentAnswer(boolean ok, EnvironmentView environment) {}

    /** @param token of a service account; null leaves it as it is. Never shown */
    record ClusterBody(
            @Nullable String url,
            @Nullable String certificate,
            @Nullable String namespace,
            @Nullable String token) {}

    /**
     * @param domain with {@code {service}} and {@code {change}}; null for none
     * @param hours 72 where it is left out
     * @param most 5 where it is left out
     */
    record PreviewsBody(
            @Nullable String domain,
            @Nullable Integer hours,
            @Nullable Integer most) {

        private static final int USUAL_HOURS = 72;
        private static final int MOST_HOURS = 336;
        private static final int USUAL_MOST = 5;
        private static final int MOST_AT_ONCE = 100;
        private static final Pattern DOMAIN =
                Pattern.compile("([a-z0-9{]([a-z0-9{}-]{0,61}[a-z0-9}])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

        PreviewLimits limits() {
            int lives = Objects.requireNonNullElse(hours, USUAL_HOURS);
            if (lives < 1 || lives > MOST_HOURS) {
                throw new InvalidInput(
                        "previews.hours", "%d is not from 1 to %d, which is two weeks".formatted(lives, MOST_HOURS));
            }
            int atOnce = Objects.requireNonNullElse(most, USUAL_MOST);
            if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
                throw new InvalidInput("previews.most", "%d is not from 1 to %d".formatted(atOnce, MOST_AT_ONCE));
            }
            return new PreviewLimits(pattern(), lives, atOnce);
        }

        private @Nullable String pattern() {
            if (domain == null || domain.isBlank()) {
                return null;
            }
            String filled = domain.strip().replace("{service}", "s").replace("{change}", "1");
            boolean isUnique = domain.contains("{service}") && domain.contains("{change}");
            if (!isUnique || !DOMAIN.matcher(filled).matches() || filled.contains("{") || domain.length() > 200) {
                throw new InvalidInput(
                        "previews.domain",
                        "\"%.210s\" is no domain with {service} and {change} in it, such as {service}-{change}.preview.example.com"
                                .formatted(domain));
            }
            return domain.strip();
        }
    }

    /** @param cluster null where manifests are only committed @param previews null where change requests are not tried there */
    record EnvironmentBody(
            @Nullable String title,
            @Nullable Integer position,
            @Nullable String promotesFrom,
            @Nullable PreviewsBody previews,
            @Nullable ClusterBody cluster) {

        DeployEnvironment wanted(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidInput(
                        "name",
                        "\"%.60s\" names no environment: 1 to 22 lower case letters, digits and hyphens"
                                .formatted(name));
            }
            if (name.equals(RESERVED)) {
                throw new InvalidInput("name", "\"preview\" is what pipelines call previews of change requests");
            }
            String shown = title == null || title.isBlank() ? name : title.strip();
            if (shown.length() > LONGEST_TITLE) {
                throw new InvalidInput("title", "has at most %d characters".formatted(LONGEST_TITLE));
            }
            int place = Objects.requireNonNullElse(position, LAST_POSITION);
            if (place < 1 || place > LAST_POSITION) {
                throw new InvalidInput("position", "%d is not from 1 to %,d".formatted(place, LAST_POSITION));
            }
            return new DeployEnvironment(
                    name,
                    shown,
                    place,
                    promotesFrom,
                    null,
                    previews == null ? null : previews.limits(),
                    cluster == null ? null : place(cluster));
        }

        private static ClusterPlace place(ClusterBody cluster) {
            return new ClusterPlace(
                    Objects.requireNonNullElse(cluster.url(), ""),
                    cluster.certificate(),
                    Objects.requireNonNullElse(cluster.namespace(), "default"));
        }
    }

    /**
     * @param repository address that its manifests are cloned from
     * @param argoCd objects for Argo CD, as YAML
     * @param flux objects for Flux, as YAML
     */
    record FollowersAnswer(boolean ok, String repository, String argoCd, String flux) {}

    private final Environments environments;
    private final PublicAddress own;

    EnvironmentController(Environments environments, PublicAddress own) {
        this.environments = environments;
        this.own = own;
    }

    /** A preview ends with its change request, and not by hand here. */
    private static String requireOrdinary(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new NotFound("environment", "name", name);
        }
        return name;
    }

    /** From the first to the last that a version comes to. */
    @GetMapping
    @Requires(Permission.MEMBER)
    EnvironmentsAnswer list() {
        return new EnvironmentsAnswer(
                true, environments.all().stream().map(EnvironmentView::of).toList());
    }

    /** What tells Argo CD or Flux to bring a cluster to the manifests of an environment. */
    @GetMapping("/{name}/followers")
    @Requires(Permission.MEMBER)
    FollowersAnswer followers(@PathVariable String name) {
        String environment = environments.get(requireOrdinary(name)).name();
        String address = own.configured()
                .orElseGet(() ->
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        String repository = "%s/git/%s.git".formatted(address, PlatformRepositories.DEPLOYMENTS);
        return new FollowersAnswer(
                true,
                repository,
                FollowerManifests.argoCd(environment, repository),
                FollowerManifests.flux(environment, repository));
    }

    /** Makes or changes one. Its cluster is asked first, and nothing is kept when it does not answer. */
    @PutMapping("/{name}")
    @Requires(Permission.MANAGE_RESOURCES)
    EnvironmentAnswer put(@PathVariable String name, @RequestBody EnvironmentBody body, Actor actor) {
        String token = body.cluster() == null ? null : body.cluster().token();
        return new EnvironmentAnswer(true, EnvironmentView.of(environments.put(body.wanted(name), token, actor)));
    }

    /** Refused while anything was released to it. */
    @DeleteMapping("/{name}")
    @Requires(Permission.MANAGE_RESOURCES)
    Done remove(@PathVariable String name, Actor actor) {
        environments.remove(requireOrdinary(name), actor);
        return Done.OK;
    }
}
