package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether what runs in a cluster is still what was released. */
@RestController
@RequestMapping("/v1/deliveries/{service}/drift")
class DriftController {

    /**
     * @param look null before it was looked at
     * @param drift the fields that differ, at most 200
     */
    record DriftAnswer(boolean ok, @Nullable LookView look, List<Drift> drift) {}

    /** @param environment or the name of a preview, such as {@code preview.12.parcel} */
    record LookBody(@Nullable String environment) {}

    private final Releases releases;
    private final Environments environments;
    private final ReleaseLooks looks;
    private final LookingAtReleases looking;

    DriftController(Releases releases, Environments environments, ReleaseLooks looks, LookingAtReleases looking) {
        this.releases = releases;
        this.environments = environments;
        this.looks = looks;
        this.looking = looking;
    }

    /** What differed when it was looked at last. */
    @GetMapping
    @Requires(Permission.MEMBER)
    DriftAnswer drift(@PathVariable String service, @RequestParam String environment) {
        return answer(slot(releases.getService(service), environment));
    }

    /** Looks now. Members of the team of the service may, and administrators. */
    @PostMapping("/look")
    @Requires(Permission.WRITE_REPOSITORIES)
    DriftAnswer look(@PathVariable String service, @RequestBody LookBody body, Actor actor) {
        Service found = releases.getService(service);
        if (!actor.isAdmin() && !actor.teams().contains(found.team())) {
            throw new Refused("%s belongs to the team %s; ask somebody of it".formatted(service, found.team()));
        }
        if (body.environment() == null) {
            throw new InvalidInput("environment", "is missing");
        }
        Slot slot = slot(found, body.environment());
        looking.look(slot);
        return answer(slot);
    }

    private Slot slot(Service service, String environment) {
        return new Slot(service.name(), environments.get(environment).name());
    }

    private DriftAnswer answer(Slot slot) {
        Release live = releases.running(slot).orElse(null);
        if (live == null) {
            return new DriftAnswer(true, null, List.of());
        }
        List<Drift> drift = looks.drifts(live.id());
        LookView look =
                looks.find(live.id()).map(one -> LookView.of(one, drift.size())).orElse(null);
        return new DriftAnswer(true, look, drift);
    }
}
