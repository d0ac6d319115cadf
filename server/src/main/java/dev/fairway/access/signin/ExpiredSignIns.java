package dev.fairway.access.signin;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

@Component
class ExpiredSignIns implements RecurringJob {

    private final Sessions sessions;
    private final SignInThrottle throttle;

    ExpiredSignIns(Sessions sessions, SignInThrottle throttle) {
        this.sessions = sessions;
        this.throttle = throttle;
    }

    @Override
    public String name() {
        return "forget-expired-sign-ins";
    }

    @Override
    public String purpose() {
        return "Forgets sessions that have expired, and failed sign-ins of which nothing follows any more.";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public String run() {
        return "%,d sessions, %,d failures forgotten".formatted(sessions.forgetExpired(), throttle.forgetOld());
    }
}
