package dev.fairway.resources.lifecycle;

import dev.fairway.resources.lifecycle.Resource.Origin;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Fault;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Sha256;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Makes what is new, from its row in the table to users that can sign in; or leaves nothing of it. */
@Component
public class Making {

    private static final Logger LOG = LoggerFactory.getLogger(Making.class);
    private static final int ID_LENGTH = 20;

    private final Life life;
    private final Provisioning provisioning;
    private final Observing observing;
    private final Resources resources;
    private final Dumping dumping;

    Making(Life life, Provisioning provisioning, Observing observing, Resources resources, Dumping dumping) {
        this.life = life;
        this.provisioning = provisioning;
        this.observing = observing;
        this.resources = resources;
        this.dumping = dumping;
    }

    /** The same for every attempt. */
    public static String idOf(String key) {
        return "res_" + Sha256.hex(key).substring(0, ID_LENGTH);
    }

    public Done begin(Resource resource, Work work) {
        try {
            return go(life.begin(resource), work);
        } catch (DuplicateKeyException taken) {
            throw nameTaken(resource);
        }
    }

    /** Begins one that is filled from a dump before anybody gets in. */
    public Done begin(Resource resource, String dump, Work work) {
        try {
            Resource begun = life.begin(resource);
            resources.restores(begun, dump);
            return go(begun, work);
        } catch (DuplicateKeyException taken) {
            throw nameTaken(resource);
        }
    }

    private static NameTaken nameTaken(Resource resource) {
        return new NameTaken(
                "Resource", resource.spot().nativeName(), resource.spot().server());
    }

    /** Goes on with one that an earlier attempt, or an earlier request, left. */
    public Done go(Resource resource, Work work) {
        if (resource.standing().state() == State.READY) {
            return done(resource);
        }
        resource.requireState(State.CREATING, State.FAILED);
        try {
            if (resource.spot().origin() == Origin.ADOPTED) {
                provisioning.adopt(resource);
            }
            ObjectNode outputs = made(resource, work);
            Resource ready = life.turn(
                    resource.id(),
                    work.run(),
                    work.by(),
                    one -> one.with(
                            one.standing().in(State.READY, null).with(outputs).by(work.run())));
            observing.tryToLook(ready.id());
            return done(ready);
        } catch (PlatformException failure) {
            if (failure.fault() == Fault.CALLER && resource.spot().origin() == Origin.MADE) {
                takeBack(resource, work, failure);
            } else {
                fail(resource, work, failure.reason());
            }
            throw failure;
        }
    }

    /** What an earlier attempt filled, maybe in part, is filled anew. */
    private ObjectNode made(Resource resource, Work work) {
        Optional<String> dump = resources.restored(resource);
        if (dump.isPresent()) {
            provisioning.remove(resource);
            provisioning.prepare(resource, work.log());
            dumping.fill(resource, dump.get());
            work.log().accept("Filled it from its dump");
        }
        return provisioning.make(resource, work.log());
    }

    /** Nothing of what cannot be is left. */
    private void takeBack(Resource resource, Work work, PlatformException why) {
        try {
            provisioning.remove(resource);
            life.turn(
                    resource.id(),
                    work.run(),
                    work.by(),
                    one -> one.with(one.standing().in(State.REMOVED, why.reason())));
        } catch (PlatformException left) {
            LOG.warn("What was begun of {} is still there: {}", resource.identifier(), left.reason());
            fail(resource, work, "%s; what was begun of it is still there".formatted(why.reason()));
        }
    }

    private void fail(Resource resource, Work work, String reason) {
        life.turn(
                resource.id(),
                work.run(),
                work.by(),
                one -> one.with(one.standing().in(State.FAILED, reason)));
    }

    private Done done(Resource resource) {
        ObjectNode output =
                Json.object().put("resource", resource.identifier()).put("url", "/resources/" + resource.identifier());
        output.set("outputs", resource.standing().outputs());
        return new Done(
                output,
                provisioning.hasUsers(resource)
                        ? "%s is ready; its team finds the passwords on its page".formatted(resource.identifier())
                        : "%s is ready".formatted(resource.identifier()));
    }

    public Instant now() {
        return life.now();
    }
}
