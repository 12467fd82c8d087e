package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Histories of other tools, changed at some places, end in runs that can be true or in sentences. */
class HistoryFuzzTest {

    private static final List<String> SAMPLES =
            List.of("data.json", "bencher-reports.json", "bencher-perf.json", "asv/cheetah/aaaa0001-py3.11.json");

    /** @param data which format, then three bytes a change: two for the place, one for the byte that is put there */
    @FuzzTest(maxDuration = "")
    void aChangedHistoryEndsWell(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        String name = SAMPLES.get(Math.floorMod(data[0], SAMPLES.size()));
        byte[] sample = Files.readAllBytes(HistoryReaderTest.SAMPLES.resolve(name));
        for (int i = 1; i + 2 < data.length; i += 3) {
            int place = (256 * (data[i] & 0xFF) + (data[i + 1] & 0xFF)) % sample.length;
            sample[place] = data[i + 2];
        }
        Path directory = Files.createTempDirectory("fuzz");
        try {
            HostileHistoryTest.endsWell(directory, name, sample, "fuzz");
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
