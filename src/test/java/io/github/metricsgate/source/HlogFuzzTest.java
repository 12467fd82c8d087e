package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that are given as a log of HdrHistogram end in figures that can be true or in an error of ours. */
class HlogFuzzTest {

    @FuzzTest(maxDuration = "")
    void aLogEndsWell(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".hlog");
        try {
            HostileCorpusTest.endsWell(Files.write(file, data), new HlogFormat(), "fuzz");
        } finally {
            Files.delete(file);
        }
    }
}
