package io.github.metricsgate.report;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.metricsgate.metrics.PhaseMetric;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Any text, wherever it may stand, is read back from a report as it was and as nothing else. */
class ReportsFuzzTest {

    /** A phase of that key stands beside the hostile one, and a percentile's name makes another table of percentiles. */
    private static final Pattern TAKEN = Pattern.compile("plain|p[0-9.]+");

    @FuzzTest(maxDuration = "")
    void theReportIsReadBack(FuzzedDataProvider data) throws Exception {
        int sink = data.consumeInt(0, HostileTextTest.SINKS.size() - 1);
        String text = new String(data.consumeRemainingAsBytes(), StandardCharsets.UTF_8);
        if (!TAKEN.matcher(text).matches() && !isAFigure(text)) {
            HostileTextTest.readReport(sink, new Hostile(text));
        }
    }

    /** A pom that names one means that figure, so there is no threshold on a statistic of that name. */
    private static boolean isAFigure(String text) {
        return Arrays.stream(PhaseMetric.Figure.values())
                .anyMatch(figure -> figure.key().equals(text));
    }
}
