package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTest {

    @Test
    void theLastOfSeveralItemsIsJoinedWithAWord() {
        assertThat(Listed.and(List.of())).isEmpty();
        assertThat(Listed.and(List.of("a"))).isEqualTo("a");
        assertThat(Listed.and(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Listed.and(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(Listed.or(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }

    @Test
    void itemsOverTheLimitAreCounted() {
        assertThat(Listed.and(List.of(1, 2, 3), 3, String::valueOf)).isEqualTo("1, 2 and 3");
        assertThat(Listed.and(List.of(1, 2, 3, 4), 3, String::valueOf)).isEqualTo("1, 2, 3 and 1 more");
        assertThat(Listed.and(Collections.nCopies(49, "x"), 2, name -> "'" + name + "'"))
                .isEqualTo("'x', 'x' and 47 more");
    }

    @Test
    void onlyTheShownItemsAreFormatted() {
        List<Integer> asked = new ArrayList<>();
        Listed.and(List.of(1, 2, 3, 4), 2, number -> {
            asked.add(number);
            return "";
        });
        assertThat(asked).containsExactly(1, 2);
    }

    @Test
    void linesOverTheLimitAreCountedInASeparateLine() {
        assertThat(Listed.lines(List.of("a", "b"), 2)).containsExactly("a", "b");
        assertThat(Listed.lines(List.of("a", "b", "c"), 2)).containsExactly("a", "b", "... and 1 more");
        assertThat(Listed.lines(List.of("a", "b"), 50, 12_345)).containsExactly("a", "b", "... and 12343 more");
    }
}
