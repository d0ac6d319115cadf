package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.freezes.Freezes;
import dev.fairway.delivery.freezes.Freezes.FrozenDay;
import dev.fairway.delivery.releases.ReleaseCalendar.Day;
import dev.fairway.delivery.releases.ReleaseCalendar.Period;
import dev.fairway.delivery.releases.ReleaseCalendar.Place;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Slice;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was released when, over all services. */
@RestController
@RequestMapping("/v1/releases")
class CalendarController {

    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @param frozen on which an environment takes no releases for some time */
    record ReleaseDaysAnswer(boolean ok, List<Day> days, List<FrozenDay> frozen) {}

    /** @param next where the next page begins; null on the last */
    record ReleasesOfPeriodAnswer(
            boolean ok,
            List<ReleaseView> releases,
            @Nullable String next) {}

    private final ReleaseCalendar calendar;
    private final Environments environments;
    private final Freezes freezes;

    CalendarController(ReleaseCalendar calendar, Environments environments, Freezes freezes) {
        this.freezes = freezes;
        this.calendar = calendar;
        this.environments = environments;
    }

    /**
     * How many releases were made on each day, and which days are frozen.
     *
     * @param from the first day, such as 2026-11-01
     * @param to the day after the last one, at most 366 days later
     * @param zone whose days they are, such as Asia/Seoul
     * @param mine those of the teams of whoever asks, unless a team is named
     */
    @GetMapping("/days")
    @Requires(Permission.MEMBER)
    ReleaseDaysAnswer days(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "UTC") String zone,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(defaultValue = "false") boolean mine,
            Actor actor) {
        ZoneId place = zone(zone);
        return new ReleaseDaysAnswer(
                true,
                calendar.days(period(from, to, place, environment, teams(team, mine, actor)), place),
                freezes.days(environment, day("from", from), day("to", to), place));
    }

    /**
     * The releases of some days, the newest first.
     *
     * @param from the first day, such as 2026-11-01
     * @param to the day after the last one, at most 366 days later
     * @param zone whose days they are, such as Asia/Seoul
     * @param mine those of the teams of whoever asks, unless a team is named
     * @param cursor next of the page before
     */
    @GetMapping
    @Requires(Permission.MEMBER)
    ReleasesOfPeriodAnswer list(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "UTC") String zone,
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Period period = period(from, to, zone(zone), environment, teams(team, mine, actor));
        Place after = cursor == null ? null : place(cursor);
        Slice<Release, String> page = Slice.of(
                limit,
                MOST,
                most -> calendar.page(period, after, most),
                release -> "%s_%s".formatted(release.course().createdAt(), release.id()));
        return new ReleasesOfPeriodAnswer(true, page.map(ReleaseView::of), page.next());
    }

    private static @Nullable List<String> teams(@Nullable String team, boolean mine, Actor actor) {
        return team != null ? List.of(team) : mine ? List.copyOf(actor.teams()) : null;
    }

    private Period period(
            String from, String to, ZoneId zone, @Nullable String environment, @Nullable List<String> teams) {
        if (environment != null) {
            environments.get(environment);
        }
        Instant begin = day("from", from).atStartOfDay(zone).toInstant();
        Instant end = day("to", to).atStartOfDay(zone).toInstant();
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new InvalidInput("to", "%s is not 1 to %d days after %s".formatted(to, LONGEST.toDays(), from));
        }
        return new Period(begin, end, teams, environment);
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            throw new InvalidInput(field, "\"%.40s\" is no day such as 2026-11-01".formatted(text));
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException none) {
            throw new InvalidInput("zone", "\"%.60s\" is no time zone such as Asia/Seoul".formatted(text));
        }
    }

    private static Place place(String cursor) {
        String[] parts = cursor.split("_", 2);
        try {
            return new Place(Instant.parse(parts[0]), parts.length == 2 ? parts[1] : "");
        } catch (DateTimeParseException none) {
            throw new InvalidInput("cursor", "\"%.60s\" is none that an answer has named".formatted(cursor));
        }
    }
}
