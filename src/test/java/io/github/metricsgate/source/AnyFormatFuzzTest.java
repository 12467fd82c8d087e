package io.github.metricsgate.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Bytes that are given as a file of any format end in figures that can be true or in an error of ours. The first byte chooses
 * the format. Formats with a target of their own are left to it.
 */
class AnyFormatFuzzTest {

    private static final Set<String> WITH_A_TARGET = Set.of("gatling", "jmeter", "hlog", "hgrm");

    @FuzzTest(maxDuration = "")
    void aFileEndsWell(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        List<SourceFormat> formats = SourceFormats.all().stream()
                .filter(format -> !WITH_A_TARGET.contains(format.name()))
                .toList();
        SourceFormat format = formats.get((data[0] & 0xFF) % formats.size());
        Path file = Files.createTempFile("fuzz", ".any");
        try {
            Files.write(file, Arrays.copyOfRange(data, 1, data.length));
            HostileCorpusTest.endsWell(file, format, format.name());
        } finally {
            Files.delete(file);
        }
    }
}
