package dev.fairway.delivery.freezes;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.LongStream;

/** When something holds: once or every week, from a first moment to before a last one. */
sealed interface Window {

    ZoneId zone();

    /** The times of it that have a moment in common with another one, by their beginning. */
    List<Span> spans(Span within);

    /** @param until is not in it */
    record Span(Instant from, Instant until) {

        boolean meets(Span other) {
            return from.isBefore(other.until) && other.from.isBefore(until);
        }
    }

    /** @param zone in which people read it */
    record Once(Instant from, Instant until, ZoneId zone) implements Window {

        @Override
        public List<Span> spans(Span within) {
            Span whole = new Span(from, until);
            return whole.meets(within) ? List.of(whole) : List.of();
        }
    }

    /**
     * Of less than a week, by the clocks of a zone. Where they are put forward over one of its times, that is as much later; a time
     * that they have twice counts so that the window is longer.
     */
    record Weekly(DayOfWeek fromDay, LocalTime fromTime, DayOfWeek untilDay, LocalTime untilTime, ZoneId zone)
            implements Window {

        private static final int DAYS = 7;

        @Override
        public List<Span> spans(Span within) {
            LocalDate first = within.from()
                    .atZone(zone)
                    .toLocalDate()
                    .minusDays(DAYS + 1)
                    .with(TemporalAdjusters.previousOrSame(fromDay));
            LocalDate last = within.until().atZone(zone).toLocalDate().plusDays(1);
            long weeks = (last.toEpochDay() - first.toEpochDay()) / DAYS;
            return LongStream.rangeClosed(0, weeks)
                    .mapToObj(week -> span(first.plusWeeks(week)))
                    .filter(span -> span.meets(within))
                    .toList();
        }

        private Span span(LocalDate day) {
            LocalDateTime from = day.atTime(fromTime);
            LocalDateTime same =
                    day.with(TemporalAdjusters.nextOrSame(untilDay)).atTime(untilTime);
            LocalDateTime until = same.isAfter(from) ? same : same.plusDays(DAYS);
            return new Span(
                    from.atZone(zone).withEarlierOffsetAtOverlap().toInstant(),
                    until.atZone(zone).withLaterOffsetAtOverlap().toInstant());
        }
    }
}
