package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.baddays.Batches.OnFailure;
import dev.fairway.postgres.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk runs full while people work: nothing is kept by half, the reason is said, and work goes on when there is space. */
class DiskFullTests {

    private static final int LEFT = 1024 * 1024;

    @Test
    void refusesClearlyAndGoesOnWhenThereIsSpace(@TempDir Path home) throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=260m", "tmpfs", home.toString()), "needs root");
        try (Product product = Product.in(home)) {
            Api admin = product.admin();
            Path ballast = home.resolve("ballast");
            fillUpTo(LEFT, ballast);

            Batches batches = Batches.into(admin, OnFailure.END);
            Await.until("a refusal", () -> batches.answers().stream().anyMatch(status -> status != 200));
            batches.stop();
            Reply refused = firstRefusal(admin);
            Files.delete(ballast);

            assertThat(batches.answers()).isSubsetOf(200, 503, 507);
            assertThat(refused.status()).as(refused.text()).isIn(503, 507);
            assertThat(refused.at("/message").stringValue()).containsAnyOf("disk of the database is full", "try again");
            Await.until(
                    "work",
                    () -> admin.post("/v1/blueprints/thing/entities", "{'identifier': 'after'}")
                                    .status()
                            == 201);
            assertThat(product.isReady()).isTrue();
            batches.assertWhole(admin);
        } finally {
            run("umount", "-l", home.toString());
        }
    }

    /** Other sizes of a write may still find a free page; sooner or later none does. */
    private static Reply firstRefusal(Api admin) {
        String text = "x".repeat(900);
        for (int i = 0; ; i++) {
            Reply reply = admin.post(
                    "/v1/blueprints/thing/entities", "{'identifier': 'late-%d', 'title': '%s'}".formatted(i, text));
            if (reply.status() != 201) {
                return reply;
            }
        }
    }

    private static void fillUpTo(long left, Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (RandomAccessFile ballast = new RandomAccessFile(file.toFile(), "rw")) {
            while (file.toFile().getUsableSpace() > left) {
                ballast.write(block);
            }
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
