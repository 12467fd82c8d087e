package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.source.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingLogTest {

    private final RecordingLog log = new RecordingLog();
    private final ReadingLog progress = new ReadingLog(log);

    @Test
    void everyTenthOfAVeryLargeFileIsALine() {
        SourceFile large = file("target/a.jtl", 4_800_000_000L);
        for (long bytes = 8_000_000; bytes <= large.size(); bytes += 8_000_000) {
            progress.read(large, bytes);
        }
        assertThat(log.lines())
                .hasSize(9)
                .startsWith("INFO   read 0.5 of 4.8 GB of target/a.jtl", "INFO   read 1.0 of 4.8 GB of target/a.jtl");
        progress.read(file("target/b.jtl", 2_000_000_000L), 300_000_000L);
        assertThat(log.lines()).hasSize(10).last().isEqualTo("INFO   read 0.3 of 2.0 GB of target/b.jtl");
    }

    @Test
    void aSmallerFileIsReadInSilence() {
        progress.read(file("target/a.jtl", 1_000_000_000L), 900_000_000L);
        assertThat(log.lines()).isEmpty();
    }

    private static SourceFile file(String name, long size) {
        return new SourceFile(Path.of(name), name, size, Instant.EPOCH);
    }
}
