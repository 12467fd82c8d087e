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
 * The results of all modules of a build: rows in, a table for the log and reports out. The reports are of the same
 * kinds as a module's but have different names, so that whoever collects the modules' reports too counts nothing twice.
 */
public final class ReactorSummary {

    /** Takes the place of a module's name; no module has a space in its name. */
    static final String SUBJECT = "all modules";

    private static final String TEST_SUITE = "TEST-metrics-gate-reactor.xml";
    private static final String PAGE = "summary.md";
    private static final String DOCUMENT = "verification.json";
    private static final String METRICS = "metrics.txt";

    /** Those that are no page, in their order. */
    static final List<String> OTHER_REPORTS = List.of(TEST_SUITE, PAGE, DOCUMENT, METRICS);

    private final List<ReactorRow> rows;
    private final Path directory;
    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private final int modules;

    /**
     * Expects at least one row for each module of the build.
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

    /** The directory of the reports, from which those of an earlier build must be deleted. */
    public static ReportDirectory reports(Path directory) {
        List<String> names = new ArrayList<>(OTHER_REPORTS);
        names.addAll(List.of(HtmlReport.FILE, HtmlReport.STYLE_SHEET));
        return new ReportDirectory(directory, names);
    }

    /** How many modules were verified. */
    public int verified() {
        return count(State.PASSED) + count(State.FAILED) + count(State.NOTHING_JUDGED);
    }

    /** For a log, line by line. */
    public List<String> lines() {
        return new ReactorConsole(this).lines();
    }

    /** Writes the reports, each completely or not at all. */
    public void write() throws IOException {
        Map<String, ReportDirectory.Text> texts = new LinkedHashMap<>();
        texts.put(TEST_SUITE, out -> ReactorJUnit.write(this, out));
        texts.put(PAGE, out -> ReactorMarkdown.write(this, out));
        texts.put(DOCUMENT, out -> ReactorJson.write(this, out));
        texts.put(METRICS, out -> ReactorOpenMetrics.write(this, out));
        texts.put(HtmlReport.FILE, out -> ReactorPage.write(this, out));
        texts.put(HtmlReport.STYLE_SHEET, StyleSheet::write);
        reports(directory).write(texts);
    }

    List<ReactorRow> rows() {
        return rows;
    }

    /** The rows that get a line of their own. */
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

    /** How many modules have this result. */
    int count(State state) {
        return counts.getOrDefault(state, 0);
    }

    /** The result of the build: passed, failed or nothing judged. */
    State result() {
        if (count(State.FAILED) + count(State.NOT_VERIFIED) > 0) {
            return State.FAILED;
        }
        return count(State.PASSED) > 0 ? State.PASSED : State.NOTHING_JUDGED;
    }

    /** "4 modules: 2 passed, 1 failed, 1 without metrics"; zero counts are left out, except for the first two. */
    String counted() {
        List<String> parts = new ArrayList<>();
        for (State state : State.values()) {
            if (count(state) > 0 || state == State.PASSED || state == State.FAILED) {
                parts.add(count(state) + " " + state.key().replace('_', ' '));
            }
        }
        return Counted.of(modules, "module") + ": " + String.join(", ", parts);
    }

    /** The path to a row's reports from the reactor's; empty if it has none. */
    String link(ReactorRow row) {
        if (row.reports().isEmpty()) {
            return "";
        }
        Path reports = Path.of(row.reports());
        boolean canBeRelative = reports.getRoot() != null && reports.getRoot().equals(directory.getRoot());
        String link = canBeRelative ? directory.relativize(reports).toString() : reports.toString();
        return link.replace(reports.getFileSystem().getSeparator(), "/");
    }

    /** Of two executions of one module, the one whose result counts for the module. */
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
