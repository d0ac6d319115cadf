package dev.fairway.delivery.changes;

import dev.fairway.access.Actor;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The one comment with what machines found out about a commit, on each open change request whose newest commit it is, whichever
 * came first.
 */
@Component
public class CommitComments {

    /** Of the whole comment, in characters. */
    public static final int LONGEST = 19_000;

    /** That the comment is found again by. */
    public static final String KEY = "tests";

    private final ChangeRequests requests;
    private final Comments comments;
    private final ObjectProvider<CommitSection> sections;
    private final ObjectProvider<RequestSection> requestSections;

    CommitComments(
            ChangeRequests requests,
            Comments comments,
            ObjectProvider<CommitSection> sections,
            ObjectProvider<RequestSection> requestSections) {
        this.requests = requests;
        this.comments = comments;
        this.sections = sections;
        this.requestSections = requestSections;
    }

    /** Says it anew, as something was found out. */
    public void refresh(String repositoryId, String commit, Actor actor) {
        requests.openWith(repositoryId, commit).forEach(request -> comment(request, actor));
    }

    /** The same for one, whether it is open or not. */
    public void refresh(ChangeRequest request, Actor actor) {
        comment(request, actor);
    }

    /** The request is new, or has another newest commit, of which something may be known already. */
    @EventListener
    void on(ChangeRequestChanged change) {
        ChangeRequest earlier = change.earlier();
        boolean hasMoved = earlier == null
                || !earlier.commits().head().equals(change.now().commits().head());
        if (hasMoved && change.now().state() == ChangeRequest.State.OPEN) {
            comment(change.now(), Actor.SYSTEM);
        }
    }

    private void comment(ChangeRequest request, Actor actor) {
        text(request.repositoryId(), request.number(), request.commits().head())
                .ifPresent(text -> comments.putBotComment(request, KEY, text, actor));
    }

    /** What the comment of a change request says, here or at a host outside; empty for nothing. @param head its newest commit */
    public Optional<String> text(String repositoryId, int number, String head) {
        StringBuilder text = new StringBuilder();
        sections.orderedStream()
                .forEach(section -> section.markdown(repositoryId, head, LONGEST - text.length())
                        .ifPresent(said -> add(text, said)));
        requestSections
                .orderedStream()
                .forEach(section -> section.markdown(repositoryId, number, LONGEST - text.length())
                        .ifPresent(said -> add(text, said)));
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static void add(StringBuilder text, String said) {
        text.append(text.isEmpty() ? "" : "\n").append(said);
    }
}
