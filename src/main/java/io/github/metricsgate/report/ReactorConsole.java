package io.github.metricsgate.report;

import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The summary of the reactor as a table for a log: a line for each module that has something to show. */
final class ReactorConsole {

    private static final List<String> HEADER = List.of("module", "phases", "result", "worst finding");

    private static final int PHASES = 1;
    private static final int WORST = 3;
    private static final int GAP = 2;
    private static final int LONGEST_NAME = 40;
    private static final int SHORTEST_FINDING = 30;

    /** What is left of 120 columns after Maven's own {@code [INFO] }. */
    private static final int COLUMNS = 113;

    /** Nobody reads more rows than this in a log. */
    private static final int MOST_ROWS = 200;

    private final ReactorSummary summary;

    ReactorConsole(ReactorSummary summary) {
        this.summary = summary;
    }

    List<String> lines() {
        List<ReactorRow> rows = summary.shown();
        if (rows.size() > MOST_ROWS) {
            rows.sort(Comparator.comparing((ReactorRow row) -> !row.state().failsTheBuild())
                    .thenComparing(row -> row.worst().isEmpty()));
        }
        List<List<String>> texts = new ArrayList<>();
        texts.add(HEADER);
        for (ReactorRow row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            texts.add(List.of(
                    SafeText.of(row.name(), LONGEST_NAME),
                    row.phases() == 0 ? VerdictTable.NONE : String.valueOf(row.phases()),
                    row.state().inWords(),
                    row.worst()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("Metrics of " + summary.counted());
        int[] widths = widths(texts);
        for (List<String> row : texts) {
            lines.add(line(row, widths));
        }
        if (rows.size() > MOST_ROWS) {
            lines.add("... and " + Counted.of(rows.size() - MOST_ROWS, "row") + " more, in the reports");
        }
        lines.add("Reports: " + SafeText.of(summary.directory().toString()));
        return lines;
    }

    private static int[] widths(List<List<String>> texts) {
        int[] widths = new int[WORST];
        for (List<String> row : texts) {
            for (int i = 0; i < WORST; i++) {
                widths[i] = Math.max(widths[i], SafeText.width(row.get(i)));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        int left = COLUMNS;
        for (int i = 0; i < WORST; i++) {
            String padding = " ".repeat(widths[i] - SafeText.width(row.get(i)));
            line.append(i == PHASES ? padding + row.get(i) : row.get(i) + padding)
                    .append(" ".repeat(GAP));
            left -= widths[i] + GAP;
        }
        return line.append(beginning(row.get(WORST), Math.max(SHORTEST_FINDING, left)))
                .toString()
                .stripTrailing();
    }

    /** A sentence begins with the most important part. */
    static String beginning(String sentence, int columns) {
        if (SafeText.width(sentence) <= columns) {
            return sentence;
        }
        String dots = "...";
        int end = Math.min(sentence.length(), columns);
        while (SafeText.width(sentence.substring(0, end)) > columns - dots.length()) {
            end = sentence.offsetByCodePoints(end, -1);
        }
        return sentence.substring(0, end) + dots;
    }
}
