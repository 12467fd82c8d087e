package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    @Test
    void aShortNameIsNotTakenForAnother() {
        assertThat(Suggestion.nearest("c", List.of("", "x", "AB"))).isEmpty();
        assertThat(Suggestion.nearest("11", List.of("AB", "12345"))).isEmpty();
        assertThat(Suggestion.nearest("p98", List.of("p99"))).contains("p99");
    }

    @Test
    void aSlipIsNotABeginning() {
        assertThat(Suggestion.slip("snapshot.version", KNOWN)).isEmpty();
        assertThat(Suggestion.slip("snapshto", KNOWN)).contains("snapshot");
    }

    private static final List<String> KNOWN = List.of("skip", "snapshot", "p99Threshold", "thresholds", "environment");

    @ParameterizedTest
    @CsvSource({
        "p99Treshold, p99Threshold",
        "P99THRESHOLD, p99Threshold",
        "threshold, thresholds",
        "enviroment, environment",
        "snapshots, snapshot",
        "skipp, skip",
        "skip, skip",
        "skpi, skip",
        "environmentName, environment",
        "colour, ",
        "x, ",
        "'', ",
    })
    void theNearestNameIsSuggestedIfItIsNear(String written, String meant) {
        assertThat(Suggestion.nearest(written, KNOWN).orElse(null)).isEqualTo(meant);
    }
}
