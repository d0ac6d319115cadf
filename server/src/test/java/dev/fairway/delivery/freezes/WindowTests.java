package dev.fairway.delivery.freezes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.freezes.Window.Once;
import dev.fairway.delivery.freezes.Window.Weekly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void holdsFromItsFirstMomentToBeforeItsLast() {
        Window quarter = new Once(Instant.parse("2026-12-30T12:00:00Z"), Instant.parse("2027-01-04T06:00:00Z"), BERLIN);

        assertThat(until(quarter, "2026-12-30T11:59:59.999Z")).isEmpty();
        assertThat(until(quarter, "2026-12-30T12:00:00Z")).contains("2027-01-04T06:00:00Z");
        assertThat(until(quarter, "2027-01-04T05:59:59.999Z")).contains("2027-01-04T06:00:00Z");
        assertThat(until(quarter, "2027-01-04T06:00:00Z")).isEmpty();
    }

    @Test
    void comesEveryWeekByTheClocksOfItsZone() {
        Window weekend = weekend();

        assertThat(until(weekend, "2026-12-04T14:59:59Z")).isEmpty();
        assertThat(until(weekend, "2026-12-04T15:00:00Z")).contains("2026-12-07T06:00:00Z");
        assertThat(until(weekend, "2026-12-07T05:59:59Z")).contains("2026-12-07T06:00:00Z");
        assertThat(until(weekend, "2026-12-07T06:00:00Z")).isEmpty();
        assertThat(until(weekend, "2026-12-09T10:00:00Z")).isEmpty();
    }

    @Test
    void followsTheClocksWhenTheyChange() {
        // back on Sunday 25 October 2026, forward on Sunday 28 March 2027
        assertThat(until(weekend(), "2026-10-23T13:59:59Z")).isEmpty();
        assertThat(until(weekend(), "2026-10-23T14:00:00Z")).contains("2026-10-26T06:00:00Z");
        assertThat(until(weekend(), "2027-03-26T14:59:59Z")).isEmpty();
        assertThat(until(weekend(), "2027-03-26T15:00:00Z")).contains("2027-03-29T05:00:00Z");
    }

    @Test
    void isRatherLongerThanShorterWhereAClockLeavesOutATimeOrHasItTwice() {
        Window night = new Weekly(
                DayOfWeek.SUNDAY, LocalTime.parse("02:15"), DayOfWeek.SUNDAY, LocalTime.parse("02:45"), BERLIN);

        // 02:15 is at 00:15Z and again at 01:15Z; 02:45 for the second time is at 01:45Z
        assertThat(until(night, "2026-10-25T00:15:00Z")).contains("2026-10-25T01:45:00Z");
        assertThat(until(night, "2026-10-25T01:44:59Z")).contains("2026-10-25T01:45:00Z");
        assertThat(until(night, "2026-10-25T01:45:00Z")).isEmpty();
        // neither time is there: both are an hour later
        assertThat(until(night, "2027-03-28T01:15:00Z")).contains("2027-03-28T01:45:00Z");
        assertThat(until(night, "2027-03-28T01:45:00Z")).isEmpty();
    }

    @Test
    void lastsAlmostAWeekWhereItEndsJustBeforeItBegins() {
        Window most = new Weekly(
                DayOfWeek.MONDAY, LocalTime.parse("09:00"), DayOfWeek.MONDAY, LocalTime.parse("08:00"), BERLIN);

        assertThat(until(most, "2026-12-07T07:30:00Z")).isEmpty();
        assertThat(until(most, "2026-12-07T08:00:00Z")).contains("2026-12-14T07:00:00Z");
        assertThat(until(most, "2026-12-14T06:59:59Z")).contains("2026-12-14T07:00:00Z");
    }

    @Test
    void windowsThatOverlapOrFollowOneAnotherAreOne() {
        Window quarter = new Once(Instant.parse("2026-12-07T05:00:00Z"), Instant.parse("2026-12-08T12:00:00Z"), BERLIN);
        Window audit = new Once(Instant.parse("2026-12-08T12:00:00Z"), Instant.parse("2026-12-09T12:00:00Z"), BERLIN);

        Frozen frozen =
                frozen("2026-12-05T12:00:00Z", weekend(), quarter, audit).orElseThrow();

        assertThat(frozen.until()).isEqualTo("2026-12-09T12:00:00Z");
        assertThat(frozen.sentence())
                .isEqualTo(
                        "sea is frozen until Wednesday 9 December 2026 13:00 (Europe/Berlin): window 0. They count.");
        assertThat(frozen("2026-12-09T12:00:00Z", weekend(), quarter, audit)).isEmpty();
    }

    @Test
    void endsNowhereWhenWindowsCoverAllTimesAndSaysSoStill() {
        Window first = new Weekly(DayOfWeek.MONDAY, LocalTime.NOON, DayOfWeek.THURSDAY, LocalTime.NOON, BERLIN);
        Window second = new Weekly(DayOfWeek.THURSDAY, LocalTime.NOON, DayOfWeek.MONDAY, LocalTime.NOON, BERLIN);

        assertThat(frozen("2026-12-09T12:00:00Z", first, second)).isPresent();
    }

    private static Window weekend() {
        return new Weekly(
                DayOfWeek.FRIDAY, LocalTime.parse("16:00"), DayOfWeek.MONDAY, LocalTime.parse("07:00"), BERLIN);
    }

    private static Optional<String> until(Window window, String at) {
        return frozen(at, window).map(frozen -> frozen.until().toString());
    }

    private static Optional<Frozen> frozen(String at, Window... windows) {
        List<Freeze> freezes = IntStream.range(0, windows.length)
                .mapToObj(one -> new Freeze(
                        "f" + one, "sea", "window " + one, "They count.", windows[one], "admin", Instant.EPOCH))
                .toList();
        return Freezes.at(Instant.parse(at), freezes);
    }
}
