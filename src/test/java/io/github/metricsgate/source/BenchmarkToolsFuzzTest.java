package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Results of benchmarking tools, changed at some places, end in figures that can be true or in an error of ours. */
class BenchmarkToolsFuzzTest {

    private static final List<SourceFormat> FORMATS = List.of(
            new HyperfineFormat(),
            new PytestBenchmarkFormat(),
            new CriterionFormat(),
            new GoogleBenchmarkFormat(),
            new BenchmarkDotNetFormat());

    /** @param data which format, then three bytes a change: two for the place, one for the byte that is put there */
    @FuzzTest(maxDuration = "")
    void aChangedSampleEndsWell(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        SourceFormat format = FORMATS.get(Math.floorMod(data[0], FORMATS.size()));
        List<Path> samples = SampleCorpus.of(format);
        byte[] sample = Files.readAllBytes(samples.get(data.length % samples.size()));
        for (int i = 1; i + 2 < data.length; i += 3) {
            int place = (256 * (data[i] & 0xFF) + (data[i + 1] & 0xFF)) % sample.length;
            sample[place] = data[i + 2];
        }
        Path file = Files.createTempFile("fuzz", ".json");
        try {
            HostileCorpusTest.endsWell(Files.write(file, sample), format, "fuzz");
        } finally {
            Files.delete(file);
        }
    }
}
