package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void violationsAreOnePerLineAndTheRestIsCounted() {
        List<Violation> first = new ArrayList<>(List.of(
                new Violation("a.json", "/0/name", new Position(3, 14), "found 12, expected a string"),
                new Violation("b.json", "", null, "SHA-256 is ab, but SHA256SUMS lists cd"),
                new Violation("c\u001b.json", "/\n", new Position(1, 1), "found \"\u202e\", expected x")));
        assertThat(Names.violations(new Violations(first, 3)))
                .containsExactly(
                        "a.json:3:14 /0/name: found 12, expected a string",
                        "b.json: SHA-256 is ab, but SHA256SUMS lists cd",
                        "c\\u001b.json:1:1 /\\u000a: found \"\\u202e\", expected x");
        first.addAll(Collections.nCopies(47, first.get(0)));
        assertThat(Names.violations(new Violations(first, 1234)))
                .hasSize(51)
                .last()
                .isEqualTo("... and 1184 more");
    }
}
