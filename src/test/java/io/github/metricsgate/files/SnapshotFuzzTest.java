package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
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
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        Snapshot snapshot = SnapshotReader.read(
                new ByteArrayInputStream(data),
                "snapshot.json",
                samples,
                new ResourceUsageReader(ReadOptions.threads(1), 1, 0));
        if (!snapshot.violations().isEmpty()) {
            assertThat(snapshot.violations().first()).isNotEmpty();
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
