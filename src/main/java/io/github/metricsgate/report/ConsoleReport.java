package io.github.metricsgate.report;

import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.report.VerdictTable.Row;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A verification as a table for a terminal, with a line that says what was read and one that counts what was checked.
 * Plain ASCII, except for the users' own names.
 */
public final class ConsoleReport implements Report {

    private static final int GAP = 2;

    /** What is left of 120 columns after Maven's own {@code [INFO] }. */
    private static final int COLUMNS = 113;

    /** Nobody reads more rows than this in a log. */
    private static final int MOST_ROWS = 200;

    /** Shorter and shorter limits on names, until the table fits. */
    private static final List<Shortening> SHORTENINGS = List.of(
            new Shortening(40, 40),
            new Shortening(40, 24),
            new Shortening(30, 16),
            new Shortening(20, 12),
            new Shortening(12, 8));

    private static final int LONGEST_REASON = 60;
    private static final int SHORTEST_REASON = 12;

    /** The maximum lengths of the names of phases and metrics. */
    private record Shortening(int phase, int metric) implements VerdictTable.Style {

        @Override
        public String phase(Phase phase) {
            return SafeText.of(phase.key().isEmpty() ? "''" : phase.key(), this.phase / 2) + " "
                    + SafeText.of(phase.name(), this.phase);
        }

        @Override
        public String metric(String key) {
            return SafeText.of(key, metric);
        }

        /** Shortened once the available width is known. */
        @Override
        public String reason(String reason) {
            return reason;
        }
    }

    private final boolean colours;

    /** @param colours whether the output is shown by something that understands ANSI colours */
    public ConsoleReport(boolean colours) {
        this.colours = colours;
    }

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        for (String line : lines(presentation)) {
            out.append(line).append('\n');
        }
    }

    /** Line by line, without line breaks or control characters other than colours. */
    public List<String> lines(Presentation presentation) {
        Verification verification = presentation.verification();
        if (!verification.set().violations().isEmpty() || verification.set().isEmpty()) {
            return presentation.notes();
        }
        if (!verification.hasFigures()) {
            return List.of(Headline.counts(verification));
        }
        List<String> lines = new ArrayList<>();
        if (!verification.set().checksummed()) {
            lines.add("No SHA256SUMS beside the files: something other than persist-metrics wrote them");
        }
        lines.add(Headline.read(verification.set()));
        VerdictTable table = presentation.table();
        if (!table.rows().isEmpty()) {
            lines.addAll(draw(table));
            if (table.marksAMaximum()) {
                lines.add(VerdictTable.MAXIMUM_NOTE);
            }
        }
        if (verification.set().hasPhases() || !verification.verdicts().isEmpty()) {
            lines.add(Headline.counts(verification));
        }
        for (String note : presentation.notes()) {
            lines.add(note);
        }
        return lines;
    }

    private List<String> draw(VerdictTable table) {
        List<Row> rows = shown(table.rows());
        List<List<String>> texts = List.of();
        int[] widths = {};
        for (Shortening shortening : SHORTENINGS) {
            texts = new ArrayList<>();
            texts.add(new ArrayList<>(table.header()));
            for (Row row : rows) {
                // Where rows are left out, each shows its phase.
                texts.add(table.texts(
                        row, row.isFirst() || rows.size() < table.rows().size(), shortening));
            }
            alignMarked(texts);
            widths = widths(texts);
            int left = COLUMNS - total(widths);
            shortenReasons(texts, Math.max(SHORTEST_REASON, Math.min(LONGEST_REASON, left - GAP)), widths);
            if (total(widths) <= COLUMNS) {
                break;
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(texts.get(0), widths, ""));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(texts.get(i + 1), widths, colour(rows.get(i))));
        }
        int hidden = table.rows().size() - rows.size();
        if (hidden > 0) {
            lines.add("... and " + Counted.of(hidden, "row") + " more, in the reports");
        }
        return lines;
    }

    /**
     * All rows or, if there are very many, the first: what fails the build before other rows that are not kept, then
     * the rest.
     */
    private static List<Row> shown(List<Row> rows) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        return rows.stream()
                .sorted(Comparator.comparing((Row row) -> !row.fails()).thenComparing(Row::isKept))
                .limit(MOST_ROWS)
                .toList();
    }

    /** Puts a mark after its figure, and keeps the figures aligned. */
    private static void alignMarked(List<List<String>> texts) {
        for (int column = 1; column < texts.get(0).indexOf(VerdictTable.LIMIT); column++) {
            boolean isMarked = false;
            for (List<String> row : texts) {
                isMarked |= row.get(column).endsWith(VerdictTable.MAXIMUM_MARK);
            }
            for (List<String> row : texts) {
                if (isMarked && !row.get(column).endsWith(VerdictTable.MAXIMUM_MARK)) {
                    row.set(column, row.get(column) + " ");
                }
            }
        }
    }

    /** The last column, if there is any reason at all: it gets the width that the other columns leave. */
    private static void shortenReasons(List<List<String>> texts, int longest, int[] widths) {
        boolean hasReasons = false;
        int reason = texts.get(0).size() - 1;
        for (List<String> row : texts.subList(1, texts.size())) {
            row.set(reason, SafeText.of(row.get(reason), longest));
            widths[reason] = Math.max(widths[reason], SafeText.width(row.get(reason)));
            hasReasons |= !row.get(reason).isEmpty();
        }
        if (hasReasons) {
            widths[reason] =
                    Math.max(widths[reason], SafeText.width(texts.get(0).get(reason)));
        }
    }

    private static int[] widths(List<List<String>> texts) {
        int[] widths = new int[texts.get(0).size()];
        for (List<String> row : texts) {
            for (int i = 0; i < widths.length - 1; i++) {
                widths[i] = Math.max(widths[i], SafeText.width(row.get(i)));
            }
        }
        return widths;
    }

    private static int total(int[] widths) {
        int total = -GAP;
        for (int width : widths) {
            total += width == 0 ? 0 : width + GAP;
        }
        return total;
    }

    private String line(List<String> texts, int[] widths, String colour) {
        int limit = texts.size() - 3;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == 0) {
                // No threshold has a reason.
                continue;
            }
            String text = texts.get(i);
            String padding = " ".repeat(widths[i] - SafeText.width(text));
            if (i == limit + 1 && !colour.isEmpty()) {
                text = colour + text + "\u001b[m";
            }
            line.append(i > 0 && i < limit ? padding + text : text + padding).append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    /** The styles that Maven itself uses: bold, and red for a failure, yellow for a warning, green for success. */
    private String colour(Row row) {
        if (!colours || (row.verdict() == null && row.compared() == null)) {
            return "";
        }
        if (row.fails()) {
            return "\u001b[1;31m";
        }
        return row.isKept() ? "\u001b[1;32m" : "\u001b[1;33m";
    }
}
