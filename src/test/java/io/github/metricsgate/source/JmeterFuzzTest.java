package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that are given as a log of JMeter end in figures that can be true or in an error of ours. */
class JmeterFuzzTest {

    @FuzzTest(maxDuration = "")
    void aLogEndsWell(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".jtl");
        try {
            HostileCorpusTest.endsWell(Files.write(file, data), new JmeterFormat(), "fuzz");
        } finally {
            Files.delete(file);
        }
    }
}
