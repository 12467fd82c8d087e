package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that are given as a log of Gatling, text or binary, end in figures that can be true or in an error of ours. */
class GatlingFuzzTest {

    @FuzzTest(maxDuration = "")
    void aLogEndsWell(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".log");
        try {
            HostileCorpusTest.endsWell(Files.write(file, data), new GatlingFormat(), "fuzz");
        } finally {
            Files.delete(file);
        }
    }

    /** Behind a beginning that is right, which no mutation would find soon. */
    @FuzzTest(maxDuration = "")
    void recordsEndWell(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".log");
        try {
            GatlingLog log = new GatlingLog("3.15.1", 1_767_225_600_000L, "s").ok("list", 0, 1);
            for (byte each : data) {
                log.raw(each);
            }
            HostileCorpusTest.endsWell(Files.write(file, log.toBytes()), new GatlingFormat(), "fuzz");
        } finally {
            Files.delete(file);
        }
    }
}
