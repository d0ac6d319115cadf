package dev.fairway.resources.tofu;

import static fairway.tables.resources.Tables.TOFU_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.MoreLost;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Observation.Difference;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TofuProvisionerTests extends OnTofu {

    private static final Login PREPARED = new Login("owner", "prepared", "prepared");

    @Autowired
    DSLContext db;

    @Test
    void saysWhichOpenTofuItIs() {
        assertThat(provisioner.test(server()).version()).matches("OpenTofu 1\\.\\d+\\.\\d+");
    }

    @Test
    void makesWhatAModuleSaysAndDeliversItsOutputs() throws Exception {
        Wanted wanted = wanted(unique("made"), Json.object().put("connections", 7));

        apply(wanted);
        apply(wanted);

        Login owner = provisioner.issue(server(), wanted, PREPARED);
        assertThat(owner.user()).isEqualTo(wanted.name());
        open(owner.user(), owner.password()).close();
        assertThat(limitOf(wanted.name())).isEqualTo(7);
        assertThat(provisioner.outputs(server(), wanted).toString())
                .isEqualTo("{\"note\":\"\",\"user\":\"%s\"}".formatted(wanted.name()));
        assertThat(provisioner.url(server(), wanted, owner))
                .isEqualTo("postgresql://%s:%s@%1$s".formatted(owner.user(), owner.password()));
        assertThat(log).contains("postgresql_role.user: create begins", "postgresql_role.user: create done");
        assertThat(log.toString()).doesNotContain(owner.password());
        assertThat(provisioner.observe(server(), wanted).differences()).isEmpty();
        assertThat(stateOf(wanted)).isNotEmpty().doesNotContain(owner.password(), wanted.name());
    }

    @Test
    void changesWhatThereIs() {
        Wanted before = wanted(unique("changed"), Json.object().put("connections", 7));
        apply(before);
        Wanted after = new Wanted(before.id(), before.name(), Json.object().put("connections", 8), before.template());

        assertThat(provisioner.forecast(server(), after))
                .containsExactly(new Piece(Effect.CHANGED, "postgresql_role.user", "connection_limit: 7 → 8"));
        provisioner.change(server(), after, Set.of(), log::add);

        assertThat(limitOf(before.name())).isEqualTo(8);
    }

    @Test
    void losesNothingThatNobodySaw() {
        Wanted before = wanted(unique("kept"), Json.object());
        apply(before);
        Wanted renamed = new Wanted(before.id(), unique("other"), Json.object(), before.template());

        assertThat(provisioner.forecast(server(), renamed))
                .extracting(Piece::effect, Piece::title)
                .containsExactly(tuple(Effect.LOST, "postgresql_role.user"));
        assertThatThrownBy(() -> provisioner.change(server(), renamed, Set.of(), log::add))
                .isInstanceOf(MoreLost.class)
                .hasMessageContaining("postgresql_role.user");
        assertThat(limitOf(before.name())).isEqualTo(5);
        assertThat(limitOf(renamed.name())).isEqualTo(-2);

        provisioner.change(server(), renamed, Set.of("postgresql_role.user"), log::add);
        assertThat(limitOf(before.name())).isEqualTo(-2);
        assertThat(limitOf(renamed.name())).isEqualTo(5);
    }

    @Test
    void saysWhatItWouldMakeAndKeepsNothingOfThat() {
        Wanted wanted = wanted(unique("foreseen"), Json.object());

        assertThat(provisioner.forecast(server(), wanted))
                .extracting(Piece::effect, Piece::title)
                .containsExactly(
                        tuple(Effect.CREATED, "postgresql_role.user"), tuple(Effect.CREATED, "random_string.password"));

        assertThat(limitOf(wanted.name())).isEqualTo(-2);
        assertThat(db.fetchExists(TOFU_STATE, TOFU_STATE.NAME.eq(wanted.id()))).isFalse();
    }

    @Test
    void seesWhatSomebodyChangedAndPutsItRight() {
        Wanted wanted = wanted(unique("drifted"), Json.object());
        apply(wanted);
        onServer("alter role \"%s\" connection limit 50".formatted(wanted.name()));

        assertThat(provisioner.observe(server(), wanted).differences())
                .containsExactly(java.util.Map.entry(
                        "postgresql_role.user.connection_limit", new Difference(Json.read("5"), Json.read("50"))));
        apply(wanted);

        assertThat(limitOf(wanted.name())).isEqualTo(5);
        assertThat(provisioner.observe(server(), wanted).differences()).isEmpty();
    }

    @Test
    void seesWhatSomebodyTookAwayAndMakesItAgain() {
        Wanted wanted = wanted(unique("lost"), Json.object());
        apply(wanted);
        onServer("drop role \"%s\"".formatted(wanted.name()));

        assertThat(provisioner.observe(server(), wanted).differences())
                .containsEntry("postgresql_role.user", new Difference(Json.text("there"), Json.text("missing")));
        apply(wanted);

        assertThat(limitOf(wanted.name())).isEqualTo(5);
    }

    @Test
    void neverShowsASensitiveValueThatDiffers() {
        String module = module().replace(
                        "password         = random_string.password.result", "password         = var.secret")
                .replace("variable \"name\" {}", "variable \"name\" {}\nvariable \"secret\" {}");
        Wanted before = new Wanted(
                "res_" + unique("hidden"),
                unique("hidden"),
                Json.object().put("secret", "first-password"),
                template(module));
        apply(before);
        Wanted after = new Wanted(
                before.id(), before.name(), Json.object().put("secret", "second-password"), template(module));

        assertThat(provisioner.observe(server(), after).differences().toString())
                .contains("(sensitive)")
                .doesNotContain("first-password", "second-password");
        assertThat(provisioner.forecast(server(), after).toString())
                .doesNotContain("first-password", "second-password");
    }

    @Test
    void destroysAllOfItAndForgetsItsState() {
        Wanted wanted = wanted(unique("ended"), Json.object());
        apply(wanted);
        assertThat(provisioner.loss(server(), wanted)).isEqualTo("1 postgresql_role, 1 random_string");

        provisioner.remove(server(), wanted);
        provisioner.remove(server(), wanted);

        assertThat(limitOf(wanted.name())).isEqualTo(-2);
        assertThat(db.fetchExists(TOFU_STATE, TOFU_STATE.NAME.eq(wanted.id()))).isFalse();
        assertThat(provisioner.observe(server(), wanted)).isEqualTo(Observation.missing());
        assertThat(provisioner.loss(server(), wanted)).isEqualTo("Nothing");
    }

    @Test
    void takesHostileValuesAsTheyAre() {
        String hostile =
                "\"; } resource \"null_resource\" \"x\" {} ${file(\"/etc/passwd\")} %{ for x in [] } $${ ..\\n\n\t';--\u202e😀"
                        + "x".repeat(10_000);
        Wanted wanted = wanted(unique("hostile"), Json.object().put("note", hostile));

        apply(wanted);

        assertThat(provisioner.outputs(server(), wanted).path("note").stringValue())
                .isEqualTo(hostile);
    }

    @Test
    void refusesAValueThatTheModuleRefuses() {
        Wanted wanted = wanted(unique("refused"), Json.object().put("connections", 500));

        assertThatThrownBy(() -> apply(wanted))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("No more than 99.");
    }

    @Test
    void refusesANameThatIsSomebodyElses() {
        String name = unique("theirs");
        onServer("create role \"%s\" connection limit 3".formatted(name));
        Wanted wanted = wanted(name, Json.object());

        assertThatThrownBy(() -> apply(wanted)).isInstanceOf(ServerFailed.class).hasMessageContaining("already exists");
        provisioner.remove(server(), wanted);

        assertThat(limitOf(name)).isEqualTo(3);
    }

    @Test
    void saysWhyAnAccountDoesNotLetItInWithoutItsPassword() {
        Wanted wanted = wanted(unique("locked"), Json.object());

        assertThatThrownBy(() -> provisioner.apply(
                        server("TF_VAR_password=wrong-password", POSTGRES.getPort()), wanted, log::add))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("wrong-password");
    }

    @Test
    void refusesAnEnvironmentThatIsFairwaysOwn() {
        for (String environment :
                new String[] {"PG_CONN_STR=theirs", "{\"TF_CLI_ARGS\": \"-lock=false\"}", "no name"}) {
            assertThatThrownBy(() -> provisioner.test(server(environment, 1)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("settings.environment")
                    .hasMessageNotContaining("theirs");
        }
        assertThatCode(() -> provisioner.test(server("# a comment\nAWS_REGION=eu\n\nA=b=c", 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAModuleThatOpenTofuDoesNotTake() {
        assertThat(provisioner.problemsOf(template(module()), Set.of("connections", "note")))
                .isEmpty();
        assertThat(provisioner.problemsOf(template(module().replace("var.note", "var.unknown")), Set.of("note")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("template.module");
                    assertThat(problem.message()).contains("undeclared input variable", "\"unknown\"", "line ");
                });
        assertThat(provisioner.problemsOf(template(module().replace("random_string", "random_nothing")), Set.of()))
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("random_nothing"));
    }

    private String stateOf(Wanted wanted) {
        return String.valueOf(db.fetchValue(TOFU_STATE.DATA, TOFU_STATE.NAME.eq(wanted.id())));
    }
}
