package dev.fairway.access.jobs;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.jobs.Job;
import dev.fairway.shared.jobs.Jobs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs")
class JobController {

    private static final int MAX_LIMIT = 1000;

    record JobsAnswer(boolean ok, List<Job> jobs, @Nullable String next) {}

    record JobAnswer(boolean ok, Job job) {}

    private final Jobs jobs;

    JobController(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Recurring jobs first, then the newest of those that were asked for. */
    @GetMapping
    @Requires(Permission.MANAGE_ORGANIZATION)
    JobsAnswer list(
            @RequestParam(defaultValue = "100") int limit, @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInput("limit", "%d is not between 1 and %,d".formatted(limit, MAX_LIMIT));
        }
        Jobs.Page page = jobs.page(cursor, limit);
        return new JobsAnswer(true, page.jobs(), page.next());
    }

    /** One background job. */
    @GetMapping("/{name}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    JobAnswer get(@PathVariable String name) {
        return new JobAnswer(true, jobs.get(name));
    }

    /** Does it now instead of later; changes nothing when it is running. */
    @PostMapping("/{name}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    JobAnswer run(@PathVariable String name, Actor actor) {
        return new JobAnswer(true, jobs.runNow(name, actor.name()));
    }
}
