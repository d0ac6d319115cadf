package dev.fairway.selfservice.workflows;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** Times that come again and again, as cron writes them: minute, hour, day of month, month, day of week. */
public final class Schedule {

    private final CronExpression expression;

    private Schedule(CronExpression expression) {
        this.expression = expression;
    }

    /** Empty for what is no expression of five fields. */
    public static Optional<Schedule> of(String cron) {
        String text = cron.strip();
        if (text.split("\\s+").length != 5 || !CronExpression.isValidExpression("0 " + text)) {
            return Optional.empty();
        }
        return Optional.of(new Schedule(CronExpression.parse("0 " + text)));
    }

    /** Empty when it never comes again. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        return Optional.ofNullable(expression.next(after.atZone(zone))).map(ZonedDateTime::toInstant);
    }
}
