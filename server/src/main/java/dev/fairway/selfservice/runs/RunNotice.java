package dev.fairway.selfservice.runs;

import dev.fairway.shared.Notifiable;
import java.util.Map;

/** Something of a run that people are told of. */
record RunNotice(String kind, String key, Addressees to, Map<String, String> values, String link)
        implements Notifiable {

    /** @param about what it is that they are told, beside the run */
    static RunNotice of(Run run, String kind, String about, Addressees to, Map<String, String> values) {
        return new RunNotice(
                kind, "%s %s %s".formatted(kind, run.id(), about), to, values, "/self-service/runs/" + run.id());
    }
}
