package dev.fairway.resources.tofu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ModuleCheckTests {

    private static final String MODULE = """
            variable "name" {}
            variable "size" {}
            variable "zone" {}
            variable "colour" {
              default = "red"
            }
            output "user" {
              value = var.name
            }
            output "password" {
              value     = "1"
              sensitive = true
            }
            """;

    @Test
    void takesAModuleWhoseVariablesAreAllGiven() {
        assertThat(problems(template(MODULE), "size", "colour")).isEmpty();
    }

    @Test
    void namesVariablesThatNothingGivesAndFieldsThatNothingTakes() {
        ObjectNode template = template(MODULE);
        template.remove("accountVariables");

        assertThat(problems(template, "colour", "weight", "id"))
                .extracting(Problem::path)
                .containsExactly(
                        "template.module",
                        "template.module",
                        "specification.properties.id",
                        "specification.properties.weight");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terraform {\n  backend \"s3\" {}\n}",
                "terraform {\n  cloud {}\n}",
                "terraform {\n  encryption {}\n}",
                "import {\n  to = a.b\n  id = \"theirs\"\n}",
                "removed {\n  from = a.b\n}"
            })
    void refusesModulesThatKeepTheirStateOrTakeWhatIsNotTheirs(String block) {
        assertThat(problems(template(MODULE + block), "size"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("take it out"));
    }

    @Test
    void refusesUsersThatAreNoOutputsAndPasswordsThatWouldShow() {
        ObjectNode template = template(MODULE);
        template.set("logins", Json.read("""
                [{"role": "owner", "user": "user", "password": "user"},
                 {"role": "owner", "user": "user", "password": "password"},
                 {"role": "Reader", "user": "nobody", "password": "nothing"}]"""));
        template.put("url", "\"");

        assertThat(problems(template, "size"))
                .extracting(Problem::path)
                .containsExactly(
                        "template.logins.0.password",
                        "template.logins.1.role",
                        "template.logins.1.user",
                        "template.logins.2.role",
                        "template.logins.2.user",
                        "template.logins.2.password",
                        "template.url");
    }

    @Test
    void saysWhereAModuleIsNotHcl() {
        assertThat(problems(template("variable \"a\" {\n"), "a"))
                .singleElement()
                .isEqualTo(new Problem("template.module", "line 2: a block that is not closed"));
    }

    private static List<Problem> problems(ObjectNode template, String... fields) {
        return ModuleCheck.of(Template.of(template), Set.of(fields));
    }

    private static ObjectNode template(String module) {
        ObjectNode template = Json.object().put("module", module);
        template.putArray("accountVariables").add("zone");
        return template;
    }
}
