package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about settings has the settings that there are. */
class SettingsReferenceTests {

    private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");
    private static final String BEGIN = "<!-- from Setting.java -->\n";
    private static final String END = "<!-- until here -->\n";

    @Test
    void listsEverySetting() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String generated = before + parts() + page.substring(page.indexOf(END));
        if (!page.equals(generated)) {
            Files.writeString(PAGE, generated);
            assertThat(false)
                    .as(
                            "docs/reference/settings.md did not have the settings of Setting.java; it has been written anew: commit it")
                    .isTrue();
        }
        assertThat(generated).contains("`FAIRWAY_HOME`");
    }

    private static String parts() {
        return Arrays.stream(Setting.Part.values())
                .map(SettingsReferenceTests::part)
                .collect(Collectors.joining());
    }

    private static String part(Setting.Part part) {
        Stream<String> rows = Arrays.stream(Setting.values())
                .filter(setting -> setting.part() == part)
                .map(setting ->
                        "| `%s` | %s | %s |".formatted(setting.variable(), setting.standard(), setting.meaning()));
        String about = part.about().isEmpty() ? "" : part.about() + "\n\n";
        return "\n## %s\n\n%s| Variable | Default | Meaning |\n|---|---|---|\n%s\n"
                        .formatted(part.title(), about, rows.collect(Collectors.joining("\n")))
                + (part.ordinal() == Setting.Part.values().length - 1 ? "\n" : "");
    }
}
