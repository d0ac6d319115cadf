package dev.fairway;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.api.output.ValidateOutput;

/** The tables are those of another build, older or newer in a way that this one cannot follow: no start. */
class OtherBuild extends PlatformException {

    OtherBuild(String module, List<ValidateOutput> differences) {
        super(
                "other_build",
                Fault.PLATFORM,
                500,
                ("The data of Fairway was made by another build: the tables of \"%s\" differ at %s."
                                + " Nothing was changed. Start the build that made them,"
                                + " or give this one another FAIRWAY_HOME or an empty database")
                        .formatted(module, named(differences)),
                Map.of("module", module));
    }

    private static String named(List<ValidateOutput> differences) {
        return differences.stream()
                .map(difference -> "migration %s \"%s\"".formatted(difference.version, difference.description))
                .collect(Collectors.joining(", "));
    }
}
