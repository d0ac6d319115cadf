package dev.fairway.delivery.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.contents.FileChange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a newer Fairway ships reaches the golden paths of a company that has changed some of them. */
class ShippedUpdatesTests extends RunningFairway {

    private static final String AT = "/v1/repositories/platform/golden-paths";
    private static final String OLD = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
    private static final String NEW = OLD.replace("one", "the first");

    @Autowired
    ShippedUpdates updates;

    @Autowired
    GoldenPaths paths;

    @Autowired
    Commits commits;

    private String file;

    @BeforeEach
    void choose() {
        file = "ci/%s.yaml".formatted(unique("crane"));
    }

    @AfterEach
    void stayWithWhatIsShipped() {
        updates.run();
        merge();
    }

    @Test
    void isAChangeRequestThatKeepsWhatTheCompanyChanged() {
        shipped(OLD);
        merge();
        assertThat(text()).isEqualTo(OLD);
        write(OLD.replace("six", "our six"));

        String said = shipped(NEW);

        assertThat(said).startsWith("proposed as ");
        assertThat(text()).as("nothing changes before the merge").doesNotContain("the first");
        merge();
        assertThat(text()).contains("the first\ntwo", "five\nour six");
        assertThat(shipped(NEW)).isEqualTo("nothing newer");
    }

    @Test
    void isNotProposedWhereItIsThereAlready() {
        write(NEW);

        assertThat(shipped(NEW)).isEqualTo("it is there already");
    }

    @Test
    void namesWhatBothChanged() {
        shipped(OLD);
        merge();
        write(OLD.replace("one", "our first"));

        shipped(NEW);

        Reply refused = admin.post(open() + "/merge", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(file);
        write(NEW);
    }

    private String shipped(String text) {
        Map<String, String> all = new TreeMap<>(GoldenPaths.shipped());
        all.put(file, text);
        return updates.follow(all);
    }

    private void write(String text) {
        commits.write(
                paths.repository(), Place.on("main"), Actor.SYSTEM, "Change", List.of(FileChange.write(file, text)));
    }

    private String text() {
        return admin.get("%s/file?path=%s".formatted(AT, file)).at("/file/text").asString("");
    }

    private String open() {
        return admin.get(AT + "/change-requests?state=OPEN")
                .at("/changeRequests")
                .valueStream()
                .filter(one -> one.path("source").asString("").equals(ShippedUpdates.BRANCH))
                .map(one -> "%s/change-requests/%s".formatted(AT, one.path("number")))
                .findFirst()
                .orElse("");
    }

    private void merge() {
        String request = open();
        if (!request.isEmpty()) {
            admin.post(request + "/reviews", "{'verdict': 'APPROVED'}");
            Reply merged = admin.post(request + "/merge", "{}");
            assertThat(merged.status()).as(merged.text()).isEqualTo(200);
        }
    }
}
