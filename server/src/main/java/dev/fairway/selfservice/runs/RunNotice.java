package dev.fairway.selfservice.runs;

import dev.fairway.shared.Notifiable;
import dev.fairway.shared.Place;
import java.util.List;
import java.util.Map;

/** Something of a run that people are told of. */
record RunNotice(String kind, String key, Addressees to, Map<String, String> values, List<Place> places, String link)
        implements Notifiable {

    /** @param about what it is that they are told, beside the run */
    static RunNotice of(
            Run run, String kind, String about, Addressees to, Map<String, String> values, List<Place> places) {
        String key = "%s %s %s".formatted(kind, run.id(), about);
        return new RunNotice(kind, key, to, values, places, "/self-service/runs/" + run.id());
    }
}
