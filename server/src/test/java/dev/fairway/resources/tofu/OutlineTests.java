package dev.fairway.resources.tofu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resources.tofu.Outline.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineTests {

    @Test
    void findsBlocksWithTheirLabelsAndAttributes() {
        Block module = Outline.of("""
                # a comment with { and "
                variable "size" { default = 5 } // another }
                /* variable "none" {} */
                variable "zones" {
                  type    = list(object({
                    name = string # }
                  }))
                  default = [
                    { name = "a" },
                  ]
                }
                resource "random_id" key {
                  byte_length = 8
                  lifecycle {
                    prevent_destroy = true
                  }
                }
                output "url" {
                  value     = "https://${var.hosts["a"]}/${join("}", ["{"])}"
                  sensitive = true
                }
                """);

        assertThat(module.of("variable")).extracting(Block::label).containsExactly("size", "zones");
        assertThat(module.of("variable"))
                .allSatisfy(variable -> assertThat(variable.attributes()).containsKey("default"));
        Block resource = module.of("resource").getFirst();
        assertThat(resource.labels()).isEqualTo(List.of("random_id", "key"));
        assertThat(resource.of("lifecycle")).hasSize(1);
        assertThat(module.of("output").getFirst().attributes()).containsEntry("sensitive", "true");
    }

    @Test
    void takesWhatLooksLikeABlockInATextForText() {
        Block module = Outline.of("""
                locals {
                  script = <<-END
                    terraform {
                      backend "s3" {}
                    }
                    END
                  escaped = "$${ not } \\" { ${"in ${"in"} it"} {"
                }
                output "last" {
                  value = 1
                }""");

        assertThat(module.blocks()).extracting(Block::type).containsExactly("locals", "output");
        assertThat(module.blocks().getFirst().attributes()).containsOnlyKeys("script", "escaped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variable \"a\" {",
                "a = [1",
                "a = \"b",
                "a = (1]",
                "a = <<END\nb",
                "/* never",
                "}",
                "= 5",
                "variable \"a\" b c",
                "a = \"${\"",
                "😀 {}"
            })
    void saysWhereATextStopsToBeHcl(String written) {
        assertThatThrownBy(() -> Outline.of("\n" + written))
                .isInstanceOf(NotHcl.class)
                .hasMessageMatching("(?s)line \\d+: .+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = \"${", "a {\n", "a = ["})
    void refusesWhatIsNestedWithoutEnd(String one) {
        assertThatThrownBy(() -> Outline.of(one.replaceFirst("^a = ", "a = ")
                        .concat(one.replaceFirst("^a = ", "").repeat(20_000))))
                .isInstanceOf(NotHcl.class);
    }
}
