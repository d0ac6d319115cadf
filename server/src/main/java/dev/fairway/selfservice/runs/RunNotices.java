package dev.fairway.selfservice.runs;

import dev.fairway.access.Actors;
import dev.fairway.access.Role;
import dev.fairway.selfservice.actions.ApprovalPlaces;
import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.shared.Json;
import dev.fairway.shared.Notifiable.Addressees;
import dev.fairway.shared.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people of runs: those who have to decide, and whoever asked, of every result. */
@Component
public class RunNotices {

    private final Demands demands;
    private final Delegations delegations;
    private final Actors actors;
    private final ApprovalPlaces places;
    private final ApplicationEventPublisher events;

    RunNotices(
            Demands demands,
            Delegations delegations,
            Actors actors,
            ApprovalPlaces places,
            ApplicationEventPublisher events) {
        this.places = places;
        this.demands = demands;
        this.delegations = delegations;
        this.actors = actors;
        this.events = events;
    }

    @EventListener
    void on(RunChanged change) {
        Run earlier = change.earlier();
        Run now = change.now();
        Status status = now.progress().status();
        boolean isNew = earlier == null || earlier.progress().status() != status;
        String urgent = now.request().urgent();
        if (earlier == null && urgent != null) {
            tellApprovers(now, "urgent-run", "", Map.of("reason", urgent));
        } else if (isNew && status == Status.WAITING_FOR_APPROVAL) {
            tellApprovers(
                    now, "approval-needed", String.valueOf(demands.of(now.id()).size()), Map.of());
        } else if (isNew && status.hasEnded()) {
            tellRequester(now, change.actor());
        } else if (isUnknown(now) && (earlier == null || !isUnknown(earlier))) {
            Addressees administrators = new Addressees(Set.of(), Set.of("Admin"), Set.of(), Set.of());
            publish(now, "run-unknown", String.valueOf(now.progress().updatedAt()), administrators, Map.of());
        }
    }

    private static boolean isUnknown(Run run) {
        return "UNKNOWN".equals(run.report().statusLabel());
    }

    /** @param about what distinguishes one time from the next */
    void tellApprovers(Run run, String kind, String about, Map<String, String> more) {
        Set<String> users = new HashSet<>();
        Set<String> roles = new HashSet<>();
        Set<String> teams = new HashSet<>();
        List<Demand> asked = demands.of(run.id());
        asked.forEach(demand -> {
            users.addAll(demand.from().users());
            roles.addAll(demand.from().roles());
            teams.addAll(demand.from().teams());
        });
        delegations.active().stream()
                .filter(delegation -> asked.stream().anyMatch(demand -> names(demand, delegation.person())))
                .forEach(delegation -> users.add(delegation.delegate()));
        Map<String, String> values = new HashMap<>();
        values.put("reason", asked.stream().map(Demand::title).collect(Collectors.joining("; ")));
        values.putAll(more);
        if (run.request().urgent() != null) {
            roles.add(Role.ADMIN);
        }
        Addressees to = new Addressees(users, roles, teams, Set.of(run.request().by()));
        publish(run, kind, about, to, values, places.of(run.request().action()));
    }

    private boolean names(Demand demand, String person) {
        return actors.named(person, "").filter(demand.from()::name).isPresent();
    }

    /** Who ended it themselves knows. What follows by itself has nobody who waits for it. */
    private void tellRequester(Run run, String actor) {
        boolean isAwaited = run.request().source() != Source.AUTOMATION
                && run.request().parent() == null
                && !actor.equals(run.request().by());
        boolean isDeniedAtOnce = run.progress().status() == Status.DECLINED
                && run.progress().updatedAt().equals(run.request().at());
        if (isAwaited && !isDeniedAtOnce) {
            publish(run, kind(run), "", Addressees.person(run.request().by()), Map.of());
        }
    }

    private static String kind(Run run) {
        return switch (run.progress().status()) {
            case SUCCESS -> "run-succeeded";
            case FAILURE -> "run-failed";
            default ->
                RunReports.CANCELLED.equals(run.report().statusLabel())
                        ? "run-cancelled"
                        : Overdue.EXPIRED.equals(run.report().statusLabel())
                                ? "approval-expired"
                                : "DENIED".equals(Json.textAt(run.verdict(), "decision"))
                                        ? "run-denied"
                                        : "run-declined";
        };
    }

    public void publish(Run run, String kind, String about, Addressees to, Map<String, String> more) {
        publish(run, kind, about, to, more, List.of());
    }

    private void publish(
            Run run, String kind, String about, Addressees to, Map<String, String> more, List<Place> told) {
        Map<String, String> values = new HashMap<>(more);
        values.put("title", title(run));
        values.put("by", run.request().by());
        String summary = run.report().summary();
        values.put("summary", summary == null ? "" : summary);
        events.publishEvent(RunNotice.of(run, kind, about, to, values, told));
    }

    /** "Retire a service: checkout" */
    private static String title(Run run) {
        String title = Json.textAt(run.request().about(), "title");
        String named = title == null || title.isBlank() ? run.request().action() : title;
        String entity = run.request().entity();
        String subject = entity == null ? Json.textAt(run.inputs(), "name") : entity;
        return subject == null ? named : named + ": " + subject;
    }
}
