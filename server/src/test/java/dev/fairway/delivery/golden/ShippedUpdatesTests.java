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
    private Person lead;

    @BeforeEach
    void choose() {
        lead = person();
        paths.repository();
        admin.patch(AT, "{'grants': [{'kind': 'USER', 'name': '%s', 'level': 'WRITE'}]}".formatted(lead.email()));
        updates.run();
        merge();
        file = "ci/%s.yaml".formatted(unique("crane"));
    }

    @AfterEach
    void stayWithWhatIsShipped() {
        merge();
        updates.run();
        merge();
    }

    @Test
    void isAChangeRequestThatKeepsWhatTheCompanyChanged() {
        shipped(OLD);
        merge();
        assertThat(text("main")).isEqualTo(OLD);
        write(OLD.replace("six", "our six"));

        String said = shipped(NEW);

        assertThat(said).startsWith("proposed as ");
        assertThat(text("main")).as("nothing changes before the merge").doesNotContain("the first");
        assertThat(shipped(NEW)).endsWith("waits");
        merge();
        assertThat(text("main")).isEqualTo(NEW.replace("six", "our six"));
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

        assertThat(admin.get(open()).at("/changeRequest/description").stringValue())
                .contains("loses yours", "`%s`".formatted(file));
        assertThat(text(ShippedUpdates.PROPOSED)).isEqualTo(NEW);
        assertThat(text("main")).contains("our first");
    }

    @Test
    void isNotProposedAgainOnceItWasClosed() {
        shipped(OLD);

        admin.post(open() + "/close", "{}");

        assertThat(shipped(OLD)).isEqualTo("nothing newer");
        assertThat(text("main")).isEmpty();
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

    private String text(String branch) {
        return admin.get("%s/file?path=%s&ref=%s".formatted(AT, file, branch))
                .at("/file/text")
                .asString("");
    }

    private String open() {
        return admin.get(AT + "/change-requests?state=OPEN")
                .at("/changeRequests")
                .valueStream()
                .filter(one -> one.path("source").asString("").equals(ShippedUpdates.PROPOSED))
                .map(one -> "%s/change-requests/%s".formatted(AT, one.path("number")))
                .findFirst()
                .orElse("");
    }

    private void merge() {
        String request = open();
        if (!request.isEmpty()) {
            lead.api().post(request + "/reviews", "{'verdict': 'APPROVED'}");
            Reply merged = lead.api().post(request + "/merge", "{}");
            assertThat(merged.status()).as(merged.text()).isEqualTo(200);
        }
    }
}
