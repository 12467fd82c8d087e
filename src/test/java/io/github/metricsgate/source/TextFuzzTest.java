package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Bytes that are given as text of a format that we read by hand end in figures that can be true or in an error of ours. */
class TextFuzzTest {

    private static final List<SourceFormat> FORMATS =
            List.of(new HgrmFormat(), new PrometheusFormat(), new RecordingFormat());

    @FuzzTest(maxDuration = "")
    void textEndsWell(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        SourceFormat format = FORMATS.get(Byte.toUnsignedInt(data[0]) % FORMATS.size());
        Path file = Files.createTempFile("fuzz", ".txt");
        try {
            HostileCorpusTest.endsWell(
                    Files.write(file, Arrays.copyOfRange(data, 1, data.length)), format, format.name() + ", fuzz");
        } finally {
            Files.delete(file);
        }
    }
}
