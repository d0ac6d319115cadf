package dev.fairway.shared.jobs;

/**
 * Work on something that shows its own state, so that the page of jobs need not. It is done at least once after it was
 * asked for, and whatever stops a node in the middle, another begins it again: it looks at the state and goes on from there.
 */
public interface Chore {

    /** One word in lower case, the same for all of this kind. */
    String kind();

    /** What it throws lets it be tried again. @param id what {@link Chores#add} was called with */
    void run(String id);
}
