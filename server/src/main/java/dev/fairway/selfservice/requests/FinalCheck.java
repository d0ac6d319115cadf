package dev.fairway.selfservice.requests;

import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.runs.Demands;
import dev.fairway.selfservice.runs.Judgement;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.RunScopes;
import dev.fairway.selfservice.runs.Runs;
import java.util.List;
import org.springframework.stereotype.Component;

/** Judges a run again just before it is carried out. */
@Component
class FinalCheck {

    private final Runs runs;
    private final RunReports reports;
    private final RunScopes scopes;
    private final Demands demands;
    private final RequestJudge requestJudge;

    FinalCheck(Runs runs, RunReports reports, RunScopes scopes, Demands demands, RequestJudge requestJudge) {
        this.runs = runs;
        this.reports = reports;
        this.scopes = scopes;
        this.demands = demands;
        this.requestJudge = requestJudge;
    }

    /** The world and the rules may have changed while it waited. */
    boolean isStillAllowed(Run run) {
        if (run.verdict().isEmpty()) {
            return true;
        }
        List<Demand> approved = demands.of(run.id());
        List<Demand> asked =
                approved.stream().filter(demand -> demand.rule() == null).toList();
        Judgement judgement = requestJudge.judgeAgain(run, asked, scopes.entity(run));
        Verdict verdict = judgement.verdict();
        runs.judged(run.id(), judgement);
        if (verdict.isDenied()) {
            reports.deny(run, verdict);
            return false;
        }
        if (run.request().urgent() != null) {
            return true;
        }
        List<Demand> more = verdict.beyond(approved);
        if (!more.isEmpty()) {
            demands.add(run.id(), more);
            reports.askAgain(run, more);
            return false;
        }
        return true;
    }
}
