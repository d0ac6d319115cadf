package dev.fairway.delivery.freezes;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.freezes.Window.Once;
import dev.fairway.delivery.freezes.Window.Weekly;
import dev.fairway.shared.Choice;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.http.Done;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Freeze windows of environments. */
@RestController
@RequestMapping("/v1/environments/{name}/freezes")
class FreezeController {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 500;
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Every week. @param from such as 16:00 @param until such as 07:00, which is not in it */
    record WeeklyView(DayOfWeek fromDay, String from, DayOfWeek untilDay, String until) {}

    /**
     * @param zone whose clocks count, or in which people read it
     * @param from null where it comes every week, as until
     * @param weekly null where it comes once
     */
    record FreezeView(
            String id,
            String environment,
            String name,
            String reason,
            String zone,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable WeeklyView weekly,
            String createdBy,
            Instant createdAt) {

        static FreezeView of(Freeze freeze) {
            Once once = freeze.window() instanceof Once window ? window : null;
            Weekly weekly = freeze.window() instanceof Weekly window ? window : null;
            return new FreezeView(
                    freeze.id(),
                    freeze.environment(),
                    freeze.name(),
                    freeze.reason(),
                    freeze.window().zone().getId(),
                    once == null ? null : once.from(),
                    once == null ? null : once.until(),
                    weekly == null
                            ? null
                            : new WeeklyView(
                                    weekly.fromDay(),
                                    weekly.fromTime().toString(),
                                    weekly.untilDay(),
                                    weekly.untilTime().toString()),
                    freeze.createdBy(),
                    freeze.createdAt());
        }
    }

    /** @param frozenUntil null where it takes releases now */
    record FreezesAnswer(
            boolean ok, List<FreezeView> freezes, @Nullable Instant frozenUntil) {}

    record FreezeAnswer(boolean ok, FreezeView freeze) {}

    /** @param fromDay such as FRIDAY @param from such as 16:00 */
    record WeeklyBody(
            @Nullable String fromDay,
            @Nullable String from,
            @Nullable String untilDay,
            @Nullable String until) {

        Weekly window(ZoneId zone) {
            Weekly weekly = new Weekly(
                    day("fromDay", fromDay), time("from", from), day("untilDay", untilDay), time("until", until), zone);
            if (weekly.fromDay() == weekly.untilDay() && weekly.fromTime().equals(weekly.untilTime())) {
                throw new InvalidInput("weekly.until", "is when it begins; a freeze window has an end");
            }
            return weekly;
        }

        private static DayOfWeek day(String field, @Nullable String text) {
            return Choice.of(DayOfWeek.class, "weekly." + field, Objects.requireNonNullElse(text, ""));
        }

        private static LocalTime time(String field, @Nullable String text) {
            try {
                return LocalTime.parse(Objects.requireNonNullElse(text, ""));
            } catch (DateTimeException none) {
                throw new InvalidInput("weekly." + field, "\"%.20s\" is no time such as 16:00".formatted(text));
            }
        }
    }

    /**
     * @param zone such as Europe/Berlin; UTC where it is left out
     * @param from an instant; left out where it comes every week, as until
     * @param weekly left out where it comes once
     */
    record FreezeBody(
            @Nullable String name,
            @Nullable String reason,
            @Nullable String zone,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable WeeklyBody weekly) {

        Window window(Instant now) {
            ZoneId place = place();
            if (weekly != null && (from != null || until != null)) {
                throw new InvalidInput("weekly", "is for one that comes every week; leave from and until out");
            }
            if (weekly != null) {
                return weekly.window(place);
            }
            if (from == null || until == null) {
                throw new InvalidInput(from == null ? "from" : "until", "is missing");
            }
            if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
                throw new InvalidInput(
                        "until", "%s is not within %d days after %s".formatted(until, LONGEST.toDays(), from));
            }
            if (!until.isAfter(now)) {
                throw new InvalidInput("until", "%s is over already".formatted(until));
            }
            return new Once(from, until, place);
        }

        private ZoneId place() {
            try {
                return ZoneId.of(zone == null ? "UTC" : zone);
            } catch (DateTimeException none) {
                throw new InvalidInput("zone", "\"%.60s\" is no time zone such as Europe/Berlin".formatted(zone));
            }
        }
    }

    private final Freezes freezes;
    private final Clock clock;

    FreezeController(Freezes freezes, Clock clock) {
        this.freezes = freezes;
        this.clock = clock;
    }

    /** In the order in which they were made. */
    @GetMapping
    @Requires(Permission.MEMBER)
    FreezesAnswer list(@PathVariable String name) {
        freezes.requireEnvironment(name);
        return new FreezesAnswer(
                true,
                freezes.of(name).stream().map(FreezeView::of).toList(),
                freezes.now(name).map(Frozen::until).orElse(null));
    }

    /** Makes one. It counts at once. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_RESOURCES)
    FreezeAnswer add(@PathVariable String name, @RequestBody FreezeBody body, Actor actor) {
        Freeze made = freeze(UUID.randomUUID().toString(), name, body, actor.name(), clock.instant());
        return new FreezeAnswer(true, FreezeView.of(freezes.put(made, actor)));
    }

    /** Changes one. */
    @PutMapping("/{id}")
    @Requires(Permission.MANAGE_RESOURCES)
    FreezeAnswer put(@PathVariable String name, @PathVariable String id, @RequestBody FreezeBody body, Actor actor) {
        Freeze before = freezes.find(name, id).orElseThrow(() -> new NotFound("freeze window", "id", id));
        Freeze after = freeze(id, name, body, before.createdBy(), before.createdAt());
        return new FreezeAnswer(true, FreezeView.of(freezes.put(after, actor)));
    }

    /** Removes one, whether it is over or not. */
    @DeleteMapping("/{id}")
    @Requires(Permission.MANAGE_RESOURCES)
    Done remove(@PathVariable String name, @PathVariable String id, Actor actor) {
        freezes.remove(name, id, actor);
        return Done.OK;
    }

    private Freeze freeze(String id, String environment, FreezeBody body, String by, Instant at) {
        return new Freeze(
                id,
                environment,
                text("name", body.name(), LONGEST_NAME),
                text("reason", body.reason(), LONGEST_REASON),
                body.window(clock.instant()),
                by,
                at);
    }

    private static String text(String field, @Nullable String text, int longest) {
        String given = text == null ? "" : text.strip();
        if (given.isEmpty() || given.length() > longest) {
            throw new InvalidInput(field, "is a text of 1 to %d characters".formatted(longest));
        }
        return given;
    }
}
