package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.shared.Timestamps;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DelegationTests extends Asking {

    private static final String PATH = "/v1/self-service/delegation";

    @Test
    void letsSomebodyDecideInThePlaceOfWhoeverIsAway() {
        Person asker = person();
        Person away = person();
        Person stand = person();
        Person other = person();
        String action = asksFor("'users': ['%s']".formatted(away.email()), "{'type': 'ALL'}");
        Person elsewhere = person();
        set(away, stand, Duration.ofDays(1));
        set(elsewhere, stand, Duration.ofDays(1));

        String run = ask(asker, action);

        assertThat(inbox(stand)).contains(run);
        assertThat(inbox(other)).doesNotContain(run);
        assertThat(stand.api().get("/v1/notifications").text()).contains(action);
        assertThat(approve(other, run).status()).isEqualTo(403);
        assertThat(approve(stand, run).at("/run/status").stringValue()).isNotEqualTo("WAITING_FOR_APPROVAL");
        assertThat(admin.get("/v1/actions/runs/" + run)
                        .at("/run/approvals/decisions/0/standsFor")
                        .toString())
                .isEqualTo("[\"%s\"]".formatted(away.email()));
        assertThat(inbox(stand)).doesNotContain(run);
        assertThat(decided(stand)).contains(run);
        assertThat(decided(other)).doesNotContain(run);
    }

    @Test
    void neverLetsARequestBeApprovedInThePlaceOfWhoeverAsked() {
        String team = unique("shift");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        Person asker = person(team);
        Person stand = person();
        String action = asksFor("'teams': ['%s']".formatted(team), "true");
        set(asker, stand, Duration.ofDays(1));

        String run = ask(asker, action);

        assertThat(approve(stand, run).status()).isEqualTo(403);
        assertThat(approve(asker, run).status()).isEqualTo(403);
    }

    @Test
    void endsWhenItIsTakenBack() {
        Person away = person();
        Person stand = person();
        String action = asksFor("'users': ['%s']".formatted(away.email()), "true");
        set(away, stand, Duration.ofDays(1));
        String run = ask(person(), action);
        assertThat(away.api().get(PATH).at("/delegation/delegate").stringValue())
                .isEqualTo(stand.email());

        away.api().delete(PATH);

        assertThat(away.api().get(PATH).at("/delegation").isNull()).isTrue();
        assertThat(approve(stand, run).status()).isEqualTo(403);
    }

    @Test
    void endsWithThePersonSoThatNobodyInheritsItByTheirAddress() {
        Person away = person();
        Person gone = person();
        set(away, gone, Duration.ofDays(1));
        Person left = person();
        set(left, person(), Duration.ofDays(1));

        admin.delete("/v1/users/" + gone.email());
        admin.delete("/v1/users/" + left.email());

        Person namesake = personNamed(left.email());
        assertThat(away.api().get(PATH).at("/delegation").isNull()).isTrue();
        assertThat(namesake.api().get(PATH).at("/delegation").isNull()).isTrue();
    }

    @Test
    void refusesNobodyAndTimesThatAreOver() {
        Person away = person();

        assertThat(set(away, new Person("nobody@example.com", away.api()), Duration.ofDays(1))
                        .text())
                .contains("nobody else who can sign in");
        assertThat(set(away, away, Duration.ofDays(1)).status()).isEqualTo(422);
        assertThat(set(away, person(), Duration.ofDays(-1)).text()).contains("until");
        assertThat(away.api().put(PATH, "{'delegate': 'x', 'until': 'soon'}").text())
                .contains("soon");
    }

    private static String decided(Person person) {
        return person.api().get("/v1/actions/runs?decided_by=me").text();
    }

    private static Reply set(Person away, Person stand, Duration length) {
        return away.api()
                .put(
                        PATH,
                        "{'delegate': '%s', 'until': '%s'}"
                                .formatted(
                                        stand.email(),
                                        Timestamps.format(Instant.now().plus(length))));
    }
}
