package dev.fairway.resources.kafka;

/**
 * How consumer groups of a topic are named: like the topic, or with its name and a colon in front. No topic has a colon in its
 * name, so that the groups of no other topic are among them.
 */
record GroupNames(String topic) {

    String prefix() {
        return topic + ":";
    }

    boolean include(String group) {
        return group.equals(topic) || group.startsWith(prefix());
    }
}
