package dev.fairway;

import dev.fairway.shared.PlatformException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that fails for a known reason says that reason, and nothing else. */
class StartFailure extends AbstractFailureAnalyzer<PlatformException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, PlatformException cause) {
        return new FailureAnalysis(cause.reason(), null, cause);
    }
}
