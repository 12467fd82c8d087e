package io.github.metricsgate.report;

import io.github.metricsgate.report.ReactorRow.State;
import io.github.metricsgate.text.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of all modules of a build: rows in, a table for the log and reports out. The reports are of the same kinds
 * as a module's, under names of their own: whoever collects the modules' reports too counts nothing twice.
 */
public final class ReactorSummary {

    /** What stands in for the name of a module; none has a space in it. */
    static final String SUBJECT = "all modules";

    private static final String TEST_SUITE = "TEST-metrics-gate-reactor.xml";
    private static final String PAGE = "summary.md";
    private static final String DOCUMENT = "verification.json";
    private static final String METRICS = "metrics.txt";

    private final List<ReactorRow> rows;
    private final Path directory;
    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private final int modules;

    /**
     * Of at least one row for each module of the build.
     *
     * @param rows those of one module next to each other
     * @param directory where the reports will be
     */
    public ReactorSummary(List<ReactorRow> rows, Path directory) {
        this.rows = List.copyOf(rows);
        this.directory = directory.toAbsolutePath();
        Map<String, State> states = new LinkedHashMap<>();
        for (ReactorRow row : rows) {
            states.merge(row.project(), row.state(), ReactorSummary::weightier);
        }
        for (State state : State.values()) {
            counts.put(state, 0);
        }
        for (State state : states.values()) {
            counts.merge(state, 1, Integer::sum);
        }
        modules = states.size();
    }

    /** The directory of the reports, to be cleared of those of an earlier build. */
    public static ReportDirectory reports(Path directory) {
        return new ReportDirectory(directory, List.of(TEST_SUITE, PAGE, DOCUMENT, METRICS));
    }

    /** How many modules were verified. */
    public int verified() {
        return count(State.PASSED) + count(State.FAILED) + count(State.NOTHING_JUDGED);
    }

    /** For a log, line by line. */
    public List<String> lines() {
        return new ReactorConsole(this).lines();
    }

    /** Writes the reports, each whole or not at all. */
    public void write() throws IOException {
        Map<String, ReportDirectory.Text> texts = new LinkedHashMap<>();
        texts.put(TEST_SUITE, out -> ReactorJUnit.write(this, out));
        texts.put(PAGE, out -> ReactorMarkdown.write(this, out));
        texts.put(DOCUMENT, out -> ReactorJson.write(this, out));
        texts.put(METRICS, out -> ReactorOpenMetrics.write(this, out));
        reports(directory).write(texts);
    }

    List<ReactorRow> rows() {
        return rows;
    }

    /** The rows that have a line of their own. */
    List<ReactorRow> shown() {
        List<ReactorRow> shown = new ArrayList<>(rows);
        shown.removeIf(row -> !row.state().isShown());
        return shown;
    }

    Path directory() {
        return directory;
    }

    int modules() {
        return modules;
    }

    /** How many modules came to this. */
    int count(State state) {
        return counts.getOrDefault(state, 0);
    }

    /** What the build came to: passed, failed or nothing judged. */
    State result() {
        if (count(State.FAILED) + count(State.NOT_VERIFIED) > 0) {
            return State.FAILED;
        }
        return count(State.PASSED) > 0 ? State.PASSED : State.NOTHING_JUDGED;
    }

    /** "4 modules: 2 passed, 1 failed, 1 without metrics"; what no module came to is left out, but for the first two. */
    String counted() {
        List<String> parts = new ArrayList<>();
        for (State state : State.values()) {
            if (count(state) > 0 || state == State.PASSED || state == State.FAILED) {
                parts.add(count(state) + " " + state.key().replace('_', ' '));
            }
        }
        return Counted.of(modules, "module") + ": " + String.join(", ", parts);
    }

    /** Where a row's reports are, seen from the reactor's; empty if it has none. */
    String link(ReactorRow row) {
        if (row.reports().isEmpty()) {
            return "";
        }
        Path reports = Path.of(row.reports());
        boolean canBeRelative = reports.getRoot() != null && reports.getRoot().equals(directory.getRoot());
        String link = canBeRelative ? directory.relativize(reports).toString() : reports.toString();
        return link.replace(reports.getFileSystem().getSeparator(), "/");
    }

    /** Of two executions of one module, the one that says what the module came to. */
    private static State weightier(State one, State other) {
        List<State> byWeight = List.of(State.FAILED, State.PASSED, State.NOTHING_JUDGED, State.NOT_VERIFIED);
        for (State state : byWeight) {
            if (one == state || other == state) {
                return state;
            }
        }
        return one;
    }
}
