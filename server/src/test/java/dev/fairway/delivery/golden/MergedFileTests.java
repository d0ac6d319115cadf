package dev.fairway.delivery.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergedFileTests {

    private static final String BASE = "a\nb\nc\nd\ne\n";

    @Test
    void hasTheChangesOfBoth() {
        MergedFile merged = MergedFile.of("Dockerfile", BASE, "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\nf\n");

        assertThat(merged.clashes()).isEmpty();
        assertThat(merged.text()).isEqualTo("A\nb\nc\nd\nE\nf\n");
    }

    @Test
    void endsTheLastLineOfAFileBeforeAnotherFollows() {
        MergedFile merged = MergedFile.of("Dockerfile", BASE, "A\nb\nc\nd\ne\n", "a\nb\nc\nd\ne\nf");

        assertThat(merged.text()).isEqualTo("A\nb\nc\nd\ne\nf");
    }

    @Test
    void namesEachPlaceWhereBothChangedTheSame() {
        MergedFile merged = MergedFile.of("Dockerfile", BASE, "A\nb\nc\nd\nE\n", "1\nb\nc\nd\n2\n");

        assertThat(merged.clashes())
                .containsExactly(new Clash("Dockerfile", 1, "A\n", "1\n"), new Clash("Dockerfile", 5, "E\n", "2\n"));
    }

    /** A dash is a file that is not there. */
    @ParameterizedTest
    @CsvSource({
        "x,x,y,y,false",
        "x,y,x,y,false",
        "x,y,y,y,false",
        "x,-,x,-,false",
        "x,-,y,-,true",
        "x,x,-,-,false",
        "x,y,-,y,true",
        "-,-,y,y,false",
        "-,x,y,,true",
        "-,x,-,x,false"
    })
    void followsWhatBecameOfWholeFiles(String base, String own, String golden, String text, boolean clashes) {
        MergedFile merged = MergedFile.of(".dockerignore", file(base), file(own), file(golden));

        assertThat(merged.clashes().isEmpty()).isEqualTo(!clashes);
        if (text != null) {
            assertThat(merged.text()).isEqualTo(file(text));
        }
    }

    @Test
    void keepsNoMoreOfALongClashThanAPersonReads() {
        String many = IntStream.range(0, 2_000).mapToObj("line %d"::formatted).collect(Collectors.joining("\n"));

        Clash clash = MergedFile.of("Dockerfile", "x\n", many, "y\n").clashes().getFirst();

        assertThat(clash.own()).hasSize(2_001).endsWith("…");
    }

    private static @Nullable String file(String text) {
        return text.equals("-") ? null : text;
    }
}
