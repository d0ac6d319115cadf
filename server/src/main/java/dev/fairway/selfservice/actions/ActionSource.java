package dev.fairway.selfservice.actions;

import java.util.List;
import java.util.Optional;

/** What else can be asked for like an action. No two things that can be asked for have the same identifier. */
public interface ActionSource {

    Optional<Action> find(String identifier);

    List<Action> all();
}
