package dev.fairway.access.repeats;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

@Component
class OldAnswers implements RecurringJob {

    private final Answers answers;

    OldAnswers(Answers answers) {
        this.answers = answers;
    }

    @Override
    public String name() {
        return "forget-old-answers";
    }

    @Override
    public String purpose() {
        return "Forgets what requests with an Idempotency-Key were answered more than a day ago.";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public String run() {
        return "%,d forgotten".formatted(answers.forgetOld());
    }
}
