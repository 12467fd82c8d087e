package io.github.metricsgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The faults that are planted to try the tests have not gone stale: each can still be planted. */
class MutantsTest {

    @Test
    void everyFaultHasItsPlaceAndItsTests() throws Exception {
        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "src/test/mutants/Mutants.java",
                        "check")
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).matches("[1-9][0-9]+ faults, 0 obstacles\\R");
    }
}
