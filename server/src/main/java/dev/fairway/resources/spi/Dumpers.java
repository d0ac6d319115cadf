package dev.fairway.resources.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of servers whose resources can be dumped. */
@Component
public class Dumpers {

    private final Map<String, Dumper> byKind;

    Dumpers(List<Dumper> dumpers) {
        this.byKind = dumpers.stream().collect(Collectors.toMap(Dumper::kind, Function.identity()));
    }

    public Optional<Dumper> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }
}
