package dev.fairway.delivery.values;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of locks:
 *
 * <pre>
 * locks:
 *   - path: /securityContext
 *     reason: Decided by the security team
 *     allow: [checkout]
 * </pre>
 */
final class Locks {

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 500;
    private static final Set<String> FIELDS = Set.of("path", "reason", "allow");

    private final YamlText text;
    private final List<Lock> locks = new ArrayList<>();

    private Locks(YamlText text) {
        this.text = text;
    }

    static List<Lock> read(String file, String text, List<ValueProblem> problems) {
        Locks read = new Locks(YamlText.read(file, text));
        read.readAll();
        problems.addAll(read.text.problems());
        return read.locks;
    }

    private void readAll() {
        Json.fields(text.tree()).forEach((name, value) -> {
            Pointer at = Pointer.ROOT.child(name);
            if (!name.equals("locks") || !value.isArray()) {
                text.problem(at, "is not read; the file has one list, locks, of path, reason and allow");
            } else if (value.size() > MOST) {
                text.problem(at, "has %d locks; at most %d are possible".formatted(value.size(), MOST));
            } else {
                for (int index = 0; index < value.size(); index++) {
                    read(at.child(Integer.toString(index)), value.get(index));
                }
            }
        });
    }

    private void read(Pointer at, JsonNode lock) {
        String path = Json.textAt(lock, "path");
        String reason = Json.textAt(lock, "reason");
        if (!(lock instanceof ObjectNode) || path == null || reason == null || reason.isBlank()) {
            text.problem(at, "needs a path such as /securityContext, and a reason");
            return;
        }
        Json.fields(lock).keySet().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> text.problem(at.child(name), "is unknown; a lock has path, reason and allow"));
        if (reason.length() > LONGEST_REASON) {
            text.problem(at.child("reason"), "has more than %d letters".formatted(LONGEST_REASON));
        }
        JsonNode allow = lock.get("allow");
        if (allow != null && !(allow.isArray() && Json.texts(allow).size() == allow.size())) {
            text.problem(at.child("allow"), "is no list of services");
        }
        try {
            Pointer locked = Pointer.of(path);
            if (locked.isRoot()) {
                text.problem(at.child("path"), "locks everything; name a value such as /replicas");
            } else {
                locks.add(new Lock(locked, reason, Set.copyOf(Json.texts(allow))));
            }
        } catch (InvalidInput wrong) {
            text.problem(at.child("path"), wrong.problems().getFirst().message());
        }
    }
}
