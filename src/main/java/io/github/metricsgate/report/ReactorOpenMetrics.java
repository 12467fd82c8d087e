package io.github.metricsgate.report;

import io.github.metricsgate.report.ReactorRow.State;
import java.io.IOException;

/**
 * The summary of the reactor as gauges in the text format of OpenMetrics. The figures of the phases are only in the
 * modules' own files, so that no series exists twice.
 */
final class ReactorOpenMetrics {

    private static final String PREFIX = OpenMetricsReport.PREFIX + "reactor_";

    private ReactorOpenMetrics() {}

    static void write(ReactorSummary summary, Appendable out) throws IOException {
        family("modules", "Modules of the build, by what they came to.", out);
        for (State state : State.values()) {
            sample("modules", OpenMetricsReport.label("result", state.key()), summary.count(state), out);
        }
        family("module_passed", "1 for a module that was judged and passed, otherwise 0.", out);
        for (ReactorRow row : summary.shown()) {
            sample("module_passed", labels(row), row.state() == State.PASSED ? 1 : 0, out);
        }
        family("module_phases", "Phases of a module that were verified.", out);
        for (ReactorRow row : summary.shown()) {
            sample("module_phases", labels(row), row.phases(), out);
        }
        family("passed", "1 if a module passed and none failed, otherwise 0.", out);
        out.append(PREFIX + "passed " + (summary.result() == State.PASSED ? 1 : 0) + "\n# EOF\n");
    }

    private static void family(String name, String help, Appendable out) throws IOException {
        out.append("# HELP " + PREFIX + name + " " + help + "\n# TYPE " + PREFIX + name + " gauge\n");
    }

    private static void sample(String name, String labels, int value, Appendable out) throws IOException {
        out.append(PREFIX + name + "{" + labels + "} " + value + "\n");
    }

    private static String labels(ReactorRow row) {
        return OpenMetricsReport.label("project", row.project()) + "," + OpenMetricsReport.label("module", row.name());
    }
}
