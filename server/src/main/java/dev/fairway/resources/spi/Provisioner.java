package dev.fairway.resources.spi;

import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes resources real on one kind of server. Every operation can be repeated: it goes on from whatever an earlier attempt left
 * and ends in the same state. Names that belong to somebody else are refused, never taken over.
 *
 * <p>All of them throw {@link NameTaken} where a name is somebody else's, and {@link ServerFailed} where the server cannot be
 * reached or does not do it. None waits longer than some seconds for one answer of the server.
 */
public interface Provisioner {

    /** The kind of server, in lower case, such as {@code postgresql}. */
    String kind();

    /**
     * What it takes to reach a server: JSON schema {@code {properties, required}}. A property with {@code "secret": true} is
     * kept encrypted.
     */
    ObjectNode settings();

    /**
     * What a type of resource says of how it is made here: JSON schema {@code {properties, required}}. Nothing for kinds that
     * make one thing only, and know how.
     */
    default ObjectNode template() {
        return Json.object();
    }

    /**
     * What is wrong with a template that fits {@link #template()}, by {@code template.<property>}.
     *
     * @param fields of the specification that the template may speak of
     */
    default List<Problem> problemsOf(ObjectNode template, Set<String> fields) {
        return List.of();
    }

    /**
     * What of a specification a server cannot hold to, by {@code properties.<field>}, as far as it told when it was tested
     * last. It is not asked again.
     *
     * @param capacity of its last report
     */
    default List<Problem> beyond(ObjectNode capacity, ObjectNode specification) {
        return List.of();
    }

    /** Tests that the server can be administered. */
    Report test(Server server);

    /**
     * Makes it, or changes what there is to what is wanted.
     *
     * @param log takes sentences for the run
     */
    void apply(Server server, Wanted wanted, Consumer<String> log);

    /**
     * Changes what there is to what is wanted, and loses nothing else than what whoever approved it saw.
     *
     * @param losses what may be lost: titles of what {@link #forecast} says would be
     * @throws MoreLost when more would be lost by now; nothing was changed then
     */
    default void change(Server server, Wanted wanted, Set<String> losses, Consumer<String> log) {
        apply(server, wanted, log);
    }

    /**
     * Takes away what only a former template of its type had it made of. Called once what is wanted now has been applied.
     *
     * @param before as it was when the former template held
     */
    default void tidy(Server server, Wanted before, Wanted wanted) {}

    /** Whether only the server can tell what applying would do, so that it is asked before somebody approves that. */
    default boolean foresees() {
        return false;
    }

    /** What applying it would do, as far as only the server can tell. Changes nothing. */
    default List<Piece> forecast(Server server, Wanted wanted) {
        return List.of();
    }

    /**
     * Makes what somebody else made, and Fairway found, its own, with everything in it. Afterwards it can be applied like
     * anything that was made here.
     *
     * @throws PlatformException where that is not possible for this kind, or it is not there, or it is Fairway's already
     */
    default void adopt(Server server, Wanted wanted) {
        throw new Conflict(
                "not_adoptable",
                "What is on %s cannot be claimed; make a new one and move to it".formatted(server.identifier()),
                Map.of("server", server.identifier()));
    }

    /**
     * What users may be; the first one may most. Empty for what has no users.
     *
     * @param template of the type, where that says who there is
     */
    List<String> roles(ObjectNode template);

    /** Whether a second set of users can be made beside the first, so that passwords change and nothing stands still. */
    default boolean rotates() {
        return true;
    }

    /** Lets a user in with this password, who was there before or not. */
    void admit(Server server, Wanted wanted, Login login);

    /**
     * Lets a user in whose password is to be kept from then on. A server that makes passwords itself, and shows each of them
     * once, does not use the one that it is given unless that is one of its own; one that was made and not kept is replaced.
     *
     * @return the user with the password that holds
     */
    default Login issue(Server server, Wanted wanted, Login login) {
        admit(server, wanted, login);
        return login;
    }

    /** Lets a user in no longer, also where they are connected. Nothing happens when they were not there. */
    void dismiss(Server server, Wanted wanted, String user);

    /** Where clients find it, by names such as {@code host}. Nothing that is secret. */
    ObjectNode outputs(Server server, Wanted wanted);

    /** One text that a client of this kind connects with. It holds the password. */
    String url(Server server, Wanted wanted, Login login);

    Observation observe(Server server, Wanted wanted);

    /** Whether it keeps copies of what is somewhere else, and can throw them away. */
    default boolean purges() {
        return false;
    }

    /** Throws those copies away. Nothing is lost by that. */
    default void purge(Server server, Wanted wanted) {}

    /** What would be lost with it, as a sentence. */
    String loss(Server server, Wanted wanted);

    /** Takes it away with everything in it and all of its users. @throws StillThere when that is begun, and takes a while */
    void remove(Server server, Wanted wanted);

    /** What else is on the server of the kind that this makes. */
    List<Found> discover(Server server);
}
