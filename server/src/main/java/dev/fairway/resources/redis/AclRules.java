package dev.fairway.resources.redis;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Sha256;
import java.util.ArrayList;
import java.util.List;

/** What a user may do, in the words of Redis. */
final class AclRules {

    static final String WRITER = "readwrite";
    static final String READER = "readonly";

    /**
     * Commands on data, without those that tell of others (SCAN, RANDOMKEY, PUBSUB, CLIENT with its TRACKING and LIST) or leave
     * the database where keys are counted (SELECT, MOVE, COPY with DB). Scripts call what their user may call.
     */
    private static final String ON_DATA = """
            -@all +@string +@hash +@list +@set +@sortedset +@stream +@bitmap +@hyperloglog +@geo
            +@keyspace +@pubsub +@transaction +@connection
            -@dangerous -@admin -select -move -copy -scan -randomkey -dbsize -pubsub -client
            +client|id +client|info +client|getname +client|setname +client|reply
            +eval +evalsha +script|load +script|exists""";

    private static final String ONLY_READING = "-@write -@pubsub +subscribe +unsubscribe +psubscribe +punsubscribe";

    private AclRules() {}

    /** All of them together, so that a user is never half made. The password goes as its hash. */
    static List<String> of(Wanted wanted, Login login) {
        String pattern = KeyPrefix.of(wanted).pattern();
        List<String> rules =
                new ArrayList<>(List.of("reset", "resetchannels", "on", "#" + Sha256.hex(login.password())));
        rules.addAll(List.of("~" + pattern, "&" + pattern, markOf(wanted)));
        rules.addAll(List.of(ON_DATA.split("\\s+")));
        if (!login.role().equals(WRITER)) {
            rules.addAll(List.of(ONLY_READING.split(" ")));
        }
        return rules;
    }

    /** A user has no room for a comment: a channel that nobody else uses is what it is known by. */
    static String markOf(Wanted wanted) {
        return "&" + KeyPrefix.literally(wanted.mark());
    }
}
