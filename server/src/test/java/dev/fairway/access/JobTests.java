package dev.fairway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

@Import(JobTests.Stumbling.class)
class JobTests extends RunningFairway {

    private static final AtomicBoolean STUMBLES = new AtomicBoolean(true);

    @TestConfiguration
    static class Stumbling implements RecurringJob {

        @Override
        public String name() {
            return "stumble";
        }

        @Override
        public String purpose() {
            return "Falls over a stone.";
        }

        @Override
        public Duration pause() {
            return Duration.ofHours(1);
        }

        @Override
        public String run() {
            if (STUMBLES.get()) {
                throw new IllegalStateException("There is a stone");
            }
            return "1 stone passed";
        }
    }

    @Test
    void showsWhatEachJobIsForAndWhatItDidLast() {
        Reply upkeep =
                until("shortcut-upkeep", reply -> !reply.at("/job/lastRun").isNull());

        assertThat(upkeep.at("/job/kind").stringValue()).isEqualTo("recurring");
        assertThat(upkeep.at("/job/purpose").stringValue()).endsWith(".");
        assertThat(upkeep.at("/job/lastRun/result").stringValue()).isEqualTo("SUCCESS");
        assertThat(upkeep.at("/job/lastRun/report").stringValue()).contains("shortcuts dropped");
        assertThat(upkeep.at("/job/asked").isNull()).isTrue();
    }

    @Test
    void showsTheLastErrorOfAJobAndThatItIsOverWhenItWorksAgain() {
        STUMBLES.set(true);
        Reply failing =
                until("stumble", reply -> reply.at("/job/state").asString().equals("FAILING"));

        assertThat(failing.at("/job/lastError/message").stringValue()).isEqualTo("There is a stone");
        assertThat(failing.at("/job/consecutiveFailures").asInt()).isPositive();
        assertThat(Instant.parse(failing.at("/job/nextRunAt").stringValue()))
                .isAfter(Instant.parse(failing.at("/job/lastRun/endedAt").stringValue()));

        STUMBLES.set(false);
        assertThat(admin.post("/v1/jobs/stumble/run", "{}").status()).isEqualTo(202);
        Reply working =
                until("stumble", reply -> reply.at("/job/state").asString().equals("WAITING"));

        assertThat(working.at("/job/consecutiveFailures").asInt()).isZero();
        assertThat(working.at("/job/lastRun/report").stringValue()).isEqualTo("1 stone passed");
        assertThat(working.at("/job/lastError/message").stringValue()).isEqualTo("There is a stone");
        assertThat(admin.get("/v1/audit-log?resources=job&identifier=stumble")
                        .at("/audits/0/trigger/by/user/email")
                        .stringValue())
                .isEqualTo("test-client");
    }

    @Test
    void showsWhoAskedForAOneOffJobAndDoesNotRepeatIt() {
        String blueprint = blueprint("'title': 'Emptied'");
        admin.post(entities(blueprint) + "/bulk", "{'entities': [{'identifier': 'a'}, {'identifier': 'b'}]}");
        String id = admin.delete("/v1/blueprints/" + blueprint + "/all-entities")
                .at("/migrationId")
                .stringValue();
        Reply ended = until(id, reply -> reply.at("/job/state").asString().equals("ENDED"));

        assertThat(ended.at("/job/asked/by").stringValue()).isEqualTo("test-client");
        assertThat(ended.at("/job/progress/done").asInt()).isEqualTo(2);
        assertThat(ended.at("/job/lastRun/report").stringValue()).isEqualTo("2 entities removed");
        assertThat(ended.at("/job/nextRunAt").isNull()).isTrue();
        Reply again = admin.post("/v1/jobs/" + id + "/run", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("job_ended");
    }

    @Test
    void listsThemPageByPage() {
        Set<String> names = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            Reply page = admin.get("/v1/jobs?limit=2" + cursor);
            page.at("/jobs").forEach(job -> names.add(job.get("name").stringValue()));
            cursor = page.at("/next").isNull()
                    ? ""
                    : "&cursor=" + page.at("/next").stringValue();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(names).contains("shortcut-upkeep", "forget-expired-sign-ins", "stumble");
        assertThat(pages).isEqualTo((names.size() + 1) / 2);
        assertThat(admin.get("/v1/jobs?limit=0").status()).isEqualTo(422);
        assertThat(admin.get("/v1/jobs?cursor=nonsense").status()).isEqualTo(422);
    }

    @Test
    void saysThatThereIsNoSuchJob() {
        Reply unknown = admin.post("/v1/jobs/dig-a-hole/run", "{}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/message").stringValue()).contains("dig-a-hole");
    }

    @Test
    void isForAdministrators() {
        assertThat(member().get("/v1/jobs").status()).isEqualTo(403);
        assertThat(member().post("/v1/jobs/stumble/run", "{}").status()).isEqualTo(403);
    }

    private Reply until(String name, Predicate<Reply> state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/v1/jobs/" + name), reply -> reply.status() == 200 && state.test(reply));
    }
}
