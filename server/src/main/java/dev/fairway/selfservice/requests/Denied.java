package dev.fairway.selfservice.requests;

import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A rule forbids what was asked for: 403 {@code denied}, with the verdict and the run that keeps it. */
class Denied extends PlatformException {

    Denied(Run run, Verdict verdict) {
        super("denied", Fault.CALLER, 403, verdict.reason(), Map.of("run", run.id(), "verdict", verdict));
    }
}
