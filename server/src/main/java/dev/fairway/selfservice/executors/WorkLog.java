package dev.fairway.selfservice.executors;

/** Takes what is said of a run while it is carried out. */
public interface WorkLog {

    void say(String run, String message);
}
