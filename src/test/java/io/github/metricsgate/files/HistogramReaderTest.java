package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistogramReaderTest {

    private static final String PHASE = """
            "%s": {"phase_id": 1, "name": "n", "duration_ms": 1, "items_processed": 1, "items_total": 1,
              "latency_histogram": {"p50": 1, "p95": 1, "p99": 1}%s}""";

    private static Map<String, String> read(String json) throws IOException {
        return HistogramReader.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "phase_metrics.json");
    }

    @Test
    void thePhasesThatHaveOneAreRead() throws IOException {
        String phases = PHASE.formatted("1", ", \"histogram\": \"HISTFAAA\"") + "," + PHASE.formatted("2", "");
        assertThat(read("{" + phases + "}")).isEqualTo(Map.of("1", "HISTFAAA"));
    }

    @Test
    void nothingIsTakenFromAFileThatIsNotWhatItShouldBe() throws IOException {
        String valid = PHASE.formatted("1", ", \"histogram\": \"HISTFAAA\"");
        assertThat(read("{" + valid + "," + PHASE.formatted("2", ", \"progress\": 2") + "}"))
                .isEmpty();
        assertThat(read("{" + valid)).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(read("[]")).isEmpty();
    }
}
