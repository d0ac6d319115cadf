package dev.fairway.resources.kafka;

import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A topic, and users that write to it or read from it in groups named after it. */
@Component
class KafkaProvisioner implements Provisioner {

    private static final int MOST_FOUND = 10_000;

    /** What Kafka takes, without the dots that are folders and without what it keeps for itself. */
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$|__)[a-zA-Z0-9._-]{1,249}");

    private static final Pattern USER = Pattern.compile("[\\x01-\\x7f]+");

    @Override
    public String kind() {
        return "kafka";
    }

    @Override
    public ObjectNode settings() {
        return KafkaAddress.settings();
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return List.of(TopicRights.PRODUCER, TopicRights.CONSUMER);
    }

    @Override
    public Report test(Server server) {
        return KafkaSession.use(server, session -> ClusterTest.report(server, session));
    }

    @Override
    public List<Problem> beyond(ObjectNode capacity, ObjectNode specification) {
        int brokers = capacity.path("brokers").asInt(Integer.MAX_VALUE);
        int copies = specification.path("replication").asInt(1);
        return copies <= brokers
                ? List.of()
                : List.of(new Problem(
                        "properties.replication",
                        "%d is more than the %d brokers of the server; ask for fewer, or choose another server"
                                .formatted(copies, brokers)));
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        check(wanted);
        run(server, session -> {
            boolean isNew = claim(session, server, wanted);
            Optional<TopicDescription> topic = session.topic(wanted.name());
            if (topic.isPresent()) {
                change(session, wanted, topic.get());
            } else {
                create(session, server, wanted, isNew);
                log.accept("Made topic %s".formatted(wanted.name()));
            }
        });
    }

    private static void check(Wanted wanted) {
        if (!TOPIC.matcher(wanted.name()).matches()) {
            throw new InvalidInput(
                    "name", "has 1 to 249 of a-z, A-Z, 0-9, dot, _ and -, and does not begin with two underscores");
        }
    }

    /** The mark comes first, and only where nothing is: whoever goes on after a crash knows the topic by it. */
    private static boolean claim(KafkaSession session, Server server, Wanted wanted) {
        if (isOurs(session, server, wanted)) {
            return false;
        }
        boolean isTaken = session.topic(wanted.name()).isPresent()
                || !session.rights(TopicRights.onTopic(wanted.name())).isEmpty();
        if (isTaken) {
            throw topicTaken(server, wanted);
        }
        session.allow(List.of(TopicRights.markOnTopic(wanted)));
        return true;
    }

    /** @throws NameTaken when it is somebody else's */
    private static boolean isOurs(KafkaSession session, Server server, Wanted wanted) {
        Set<AclBinding> marks = marks(session.rights(TopicRights.onTopic(wanted.name())));
        if (!marks.isEmpty() && !marks.equals(Set.of(TopicRights.markOnTopic(wanted)))) {
            throw topicTaken(server, wanted);
        }
        return !marks.isEmpty();
    }

    private static Set<AclBinding> marks(Collection<AclBinding> rights) {
        return rights.stream().filter(TopicRights::isMark).collect(Collectors.toSet());
    }

    private static NameTaken topicTaken(Server server, Wanted wanted) {
        return new NameTaken("Topic", wanted.name(), server.identifier());
    }

    /** Where somebody else was faster than the mark that was just written, that is taken back. */
    private static void create(KafkaSession session, Server server, Wanted wanted, boolean isNew) {
        try {
            session.create(TopicSpecification.of(wanted).topic(wanted.name()));
        } catch (TopicExistsException faster) {
            if (isNew) {
                session.revoke(List.of(TopicRights.markOnTopic(wanted).toFilter()));
                throw topicTaken(server, wanted);
            }
        } catch (InvalidReplicationFactorException unable) {
            throw new InvalidInput("replication", String.valueOf(unable.getMessage()));
        }
    }

    private static void change(KafkaSession session, Wanted wanted, TopicDescription topic) {
        TopicSpecification specification = TopicSpecification.of(wanted);
        specification.refuseUnreachable(topic);
        Integer partitions = specification.partitions();
        if (partitions != null && partitions > topic.partitions().size()) {
            session.grow(wanted.name(), partitions);
        }
        session.configure(wanted.name(), specification.changes());
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        check(wanted);
        check(login);
        run(server, session -> {
            if (!isOurs(session, server, wanted)) {
                throw topicTaken(server, wanted);
            }
            if (!isOurUser(session, server, wanted, login.user())) {
                session.allow(List.of(TopicRights.markOnUser(wanted, login.user())));
            }
            grant(session, wanted, login);
            session.setPassword(login.user(), login.password());
        });
    }

    private static void check(Login login) {
        if (!USER.matcher(login.user()).matches()) {
            throw new InvalidInput("user", "has ASCII characters only: Kafka lets nobody else in by SCRAM");
        }
    }

    private static void grant(KafkaSession session, Wanted wanted, Login login) {
        List<AclBinding> rights = TopicRights.of(wanted, login);
        session.allow(rights);
        List<AclBinding> others = new ArrayList<>(session.rights(TopicRights.ofUser(login.user())));
        others.removeAll(rights);
        session.revoke(others.stream().map(AclBinding::toFilter).toList());
    }

    /** @throws NameTaken when it is somebody else's: also one that signs in another way has rights of its own */
    private static boolean isOurUser(KafkaSession session, Server server, Wanted wanted, String user) {
        Set<AclBinding> marks = marks(session.rights(TopicRights.onUser(user)));
        if (marks.equals(Set.of(TopicRights.markOnUser(wanted, user)))) {
            return true;
        }
        boolean isTaken = !marks.isEmpty()
                || session.canSignIn(user)
                || !session.rights(TopicRights.ofUser(user)).isEmpty();
        if (isTaken) {
            throw new NameTaken("User", user, server.identifier());
        }
        return false;
    }

    /** Connections stay open as Kafka keeps them, and without rights nothing can be done with them any more. */
    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        run(server, session -> {
            if (isOurUser(session, server, wanted, user)) {
                dismiss(session, wanted, user);
            }
        });
    }

    private static void dismiss(KafkaSession session, Wanted wanted, String user) {
        session.revoke(List.of(TopicRights.ofUser(user)));
        session.deletePassword(user);
        session.revoke(List.of(TopicRights.markOnUser(wanted, user).toFilter()));
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return new KafkaAddress(server)
                .outputs()
                .put("topic", wanted.name())
                .put("groupPrefix", new GroupNames(wanted.name()).prefix());
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        return new KafkaAddress(server).properties(login);
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        check(wanted);
        return KafkaSession.use(server, session -> {
            boolean isOurs = isOurs(session, server, wanted);
            Optional<TopicDescription> topic = session.topic(wanted.name());
            if (topic.isEmpty()) {
                return Observation.missing();
            }
            if (!isOurs) {
                throw topicTaken(server, wanted);
            }
            return observed(session, topic.get());
        });
    }

    private static Observation observed(KafkaSession session, TopicDescription topic) {
        return new Observation(
                true,
                TopicSpecification.actual(topic, session.config(topic.name())),
                TopicUse.of(session, topic).measures(),
                TopicUse.complaint(topic));
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        return KafkaSession.use(
                server,
                session -> session.topic(wanted.name())
                        .map(topic -> TopicUse.of(session, topic).sentence())
                        .orElse("Nothing"));
    }

    /** The mark is among the rights to the topic, and the last to go. */
    @Override
    public void remove(Server server, Wanted wanted) {
        check(wanted);
        run(server, session -> {
            if (isOurs(session, server, wanted)) {
                TopicRights.users(session, wanted).forEach(user -> dismiss(session, wanted, user));
                session.deleteTopic(wanted.name());
                session.revoke(List.of(TopicRights.onTopic(wanted.name())));
            }
        });
    }

    @Override
    public List<Found> discover(Server server) {
        return KafkaSession.use(server, session -> {
            Set<String> ours = marks(session.rights(TopicRights.onTopics())).stream()
                    .map(mark -> mark.pattern().name())
                    .collect(Collectors.toSet());
            List<String> others = session.topicNames().stream()
                    .filter(name -> !ours.contains(name))
                    .sorted()
                    .limit(MOST_FOUND)
                    .toList();
            return session.topics(others).stream()
                    .map(topic -> new Found(topic.name(), TopicSpecification.actual(topic), Json.object()))
                    .toList();
        });
    }

    private static void run(Server server, Consumer<KafkaSession> work) {
        KafkaSession.use(server, session -> {
            work.accept(session);
            return true;
        });
    }
}
