package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Snapshots and the exact files that they must become. */
final class GoldenSets {

    static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private GoldenSets() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> entries = Files.list(DIRECTORY)) {
            List<Path> sets = entries.filter(Files::isDirectory).sorted().toList();
            assertThat(sets).hasSize(10);
            return sets;
        }
    }

    static Path snapshot(Path set) {
        return set.resolve("snapshot.json");
    }

    static SetLayout expected(Path set) {
        return layout(set.resolve("expected"));
    }

    static SetLayout layout(Path directory) {
        return new SetLayout(
                directory,
                MetricsFile.PHASE_METRICS.defaultName(),
                MetricsFile.RESOURCE_USAGE.defaultName(),
                MetricsFile.LATENCY_HISTOGRAMS.defaultName());
    }
}
