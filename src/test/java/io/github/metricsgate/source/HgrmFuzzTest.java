package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that are given as a table of HdrHistogram end in figures that can be true or in an error of ours. */
class HgrmFuzzTest {

    @FuzzTest(maxDuration = "")
    void aTableEndsWell(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".hgrm");
        try {
            HostileCorpusTest.endsWell(Files.write(file, data), new HgrmFormat(), "fuzz");
        } finally {
            Files.delete(file);
        }
    }
}
