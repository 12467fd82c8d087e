package io.github.metricsgate.report;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any text, wherever it may stand, is read back from every report as it was and as nothing else. */
class ReportsFuzzTest {

    /** A phase of that key stands beside the hostile one. */
    private static final String TAKEN = "plain";

    @FuzzTest(maxDuration = "")
    void everyReportIsReadBack(byte[] data) throws Exception {
        String text = new String(data, StandardCharsets.UTF_8);
        if (!text.equals(TAKEN)) {
            HostileTextTest.readEveryReport(new Hostile(text));
        }
    }
}
