package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.metricsgate.json.ViolationCollector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Bytes that are given as a snapshot are refused with violations or are what the published schema says; nothing is thrown.
 */
class SnapshotFuzzTest {

    @FuzzTest(maxDuration = "")
    void aSnapshotIsWhatTheSchemaSaysOrRefused(byte[] data) throws IOException {
        ViolationCollector violations = new ViolationCollector();
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        Snapshot snapshot = Snapshot.read(
                new ByteArrayInputStream(data),
                "snapshot.json",
                violations,
                new SampleWriter(samples, violations),
                new SampleSpelling());
        if (!violations.isEmpty()) {
            assertThat(violations.violations().first()).isNotEmpty();
            return;
        }
        JsonNode document = DocumentKind.MAPPER.readTree(data);
        assertThat(document.path("phase_metrics").size())
                .isEqualTo(snapshot.phases().size());
        assertThat((long) document.path("resource_usage").size()).isEqualTo(snapshot.samples());
        assertThat(samples.toString(StandardCharsets.UTF_8).lines()).hasSize((int) snapshot.samples());
        Set<String> places = DocumentKind.SNAPSHOT.theirs(document.toString());
        assertThat(places).isEmpty();
    }
}
