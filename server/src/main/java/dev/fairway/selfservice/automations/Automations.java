package dev.fairway.selfservice.automations;

import dev.fairway.selfservice.actions.Actions;
import dev.fairway.shared.Notices;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every automation that is switched on, in memory. */
@Component
class Automations {

    private static final String TOPIC = "automation";

    private record Loaded(long version, List<Automation> all) {}

    private final Actions actions;
    private final Notices notices;
    private volatile @Nullable Loaded loaded;

    Automations(Actions actions, Notices notices) {
        this.actions = actions;
        this.notices = notices;
    }

    List<Automation> all() {
        Loaded known = loaded;
        long now = notices.version(TOPIC);
        if (known == null || known.version() != now) {
            known = new Loaded(
                    now, actions.automations().stream().map(Automation::new).toList());
            loaded = known;
        }
        return known.all();
    }

    Optional<Automation> find(String identifier) {
        return all().stream()
                .filter(automation -> automation.identifier().equals(identifier))
                .findFirst();
    }
}
