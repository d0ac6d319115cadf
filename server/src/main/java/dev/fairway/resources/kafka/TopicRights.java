package dev.fairway.resources.kafka;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Wanted;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may what with a topic. Topics and users have no room for a mark: a right that is denied to {@code User:fairway-<id>}, as
 * whom nobody signs in, is the mark of both.
 */
final class TopicRights {

    static final String PRODUCER = "producer";
    static final String CONSUMER = "consumer";

    private static final String OWNERS = "User:fairway-";
    private static final String ANY_HOST = "*";

    private TopicRights() {}

    static List<AclBinding> of(Wanted wanted, Login login) {
        ResourcePattern topic = topic(wanted.name());
        GroupNames groups = new GroupNames(wanted.name());
        return login.role().equals(PRODUCER)
                ? List.of(allowed(login, topic, AclOperation.WRITE), allowed(login, topic, AclOperation.DESCRIBE))
                : List.of(
                        allowed(login, topic, AclOperation.READ),
                        allowed(login, topic, AclOperation.DESCRIBE),
                        allowed(login, group(wanted.name(), PatternType.LITERAL), AclOperation.READ),
                        allowed(login, group(groups.prefix(), PatternType.PREFIXED), AclOperation.READ));
    }

    private static AclBinding allowed(Login login, ResourcePattern what, AclOperation operation) {
        return new AclBinding(
                what, new AccessControlEntry(principal(login.user()), ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    static AclBinding markOnTopic(Wanted wanted) {
        return mark(wanted, topic(wanted.name()));
    }

    static AclBinding markOnUser(Wanted wanted, String user) {
        return mark(wanted, new ResourcePattern(ResourceType.USER, principal(user), PatternType.LITERAL));
    }

    private static AclBinding mark(Wanted wanted, ResourcePattern what) {
        return new AclBinding(
                what, new AccessControlEntry(OWNERS + wanted.id(), ANY_HOST, AclOperation.ALL, AclPermissionType.DENY));
    }

    static boolean isMark(AclBinding binding) {
        return binding.entry().principal().startsWith(OWNERS);
    }

    private static ResourcePattern topic(String name) {
        return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
    }

    private static ResourcePattern group(String name, PatternType pattern) {
        return new ResourcePattern(ResourceType.GROUP, name, pattern);
    }

    private static String principal(String user) {
        return "User:" + user;
    }

    /** All that was said of this topic by its name. */
    static AclBindingFilter onTopic(String name) {
        return new AclBindingFilter(topic(name).toFilter(), AccessControlEntryFilter.ANY);
    }

    static AclBindingFilter onTopics() {
        return onAll(ResourceType.TOPIC, AccessControlEntryFilter.ANY);
    }

    static AclBindingFilter onUser(String user) {
        ResourcePattern what = new ResourcePattern(ResourceType.USER, principal(user), PatternType.LITERAL);
        return new AclBindingFilter(what.toFilter(), AccessControlEntryFilter.ANY);
    }

    static AclBindingFilter ofUser(String user) {
        return onAll(ResourceType.ANY, entriesOf(principal(user)));
    }

    private static AclBindingFilter marksOnUsers(Wanted wanted) {
        return onAll(ResourceType.USER, entriesOf(OWNERS + wanted.id()));
    }

    /** The users that this resource has. */
    static Stream<String> users(KafkaSession session, Wanted wanted) {
        return session.rights(marksOnUsers(wanted)).stream()
                .map(mark -> mark.pattern().name())
                .map(principal -> principal.substring(principal("").length()));
    }

    private static AclBindingFilter onAll(ResourceType type, AccessControlEntryFilter entries) {
        return new AclBindingFilter(new ResourcePatternFilter(type, null, PatternType.ANY), entries);
    }

    private static AccessControlEntryFilter entriesOf(String principal) {
        return new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY);
    }
}
