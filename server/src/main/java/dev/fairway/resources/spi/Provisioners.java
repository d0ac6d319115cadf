package dev.fairway.resources.spi;

import dev.fairway.shared.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Every kind of server that this installation makes resources on. */
@Component
public class Provisioners {

    private final Map<String, Provisioner> byKind = new TreeMap<>();

    Provisioners(List<Provisioner> provisioners) {
        provisioners.forEach(provisioner -> byKind.put(provisioner.kind(), provisioner));
    }

    /** By kind, in alphabetical order. */
    public Map<String, Provisioner> all() {
        return Map.copyOf(byKind);
    }

    public Provisioner of(String kind) {
        Provisioner provisioner = byKind.get(kind);
        if (provisioner == null) {
            throw new InvalidInput("kind", "\"%s\" is not one of %s".formatted(kind, byKind.keySet()));
        }
        return provisioner;
    }
}
