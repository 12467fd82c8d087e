package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Verdict;
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
 * A page of GitHub-flavoured Markdown: the verdict first, then the table, then the problems in full. It always stays
 * below 1 MiB, the most that GitHub accepts.
 */
final class MarkdownReport implements Report {

    /** Nobody reads more than this, in characters of at most four bytes; the rest is counted. */
    private static final int LONGEST_PART = 60_000;

    private static final int LONGEST_NAME = 80;

    /** External text is shown as code, in which nothing is markup. */
    private enum MarkdownStyle implements VerdictTable.Style {
        STYLE;

        @Override
        public String phase(Phase phase) {
            return code(phase.key()) + " " + code(phase.name());
        }

        @Override
        public String metric(String key) {
            return code(key);
        }

        @Override
        public String figure(String figure) {
            return figure.replace("*", "\\*");
        }

        @Override
        public String outcome(String text, Verdict verdict) {
            return verdict.effect() == Effect.FAILS ? "**" + text + "**" : text;
        }

        @Override
        public String standing(String text, BaselineVerdict verdict) {
            return verdict.effect() == Effect.FAILS ? "**" + text + "**" : text;
        }

        @Override
        public String reason(String reason) {
            return code(reason);
        }
    }

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        out.append(headline(presentation.verification())).append("\n\n");
        VerdictTable table = presentation.table();
        if (!table.rows().isEmpty()) {
            draw(table, out);
        }
        if (table.marksAMaximum()) {
            out.append("\\").append(VerdictTable.MAXIMUM_NOTE).append("\n\n");
        }
        details("What fails the build", sentences(presentation.problems(), true), out);
        details("Warnings", sentences(presentation.problems(), false), out);
        details("Notes", presentation.notes(), out);
    }

    /** The result, and the counts. */
    static String headline(Verification verification) {
        return "### metrics-gate: " + Headline.result(verification) + " ("
                + code(verification.rules().module()) + ")\n\n" + Headline.counts(verification);
    }

    private static void draw(VerdictTable table, Appendable out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Row row : table.rows()) {
            lines.add(line(row, row.isFirst(), table));
        }
        if (fitting(lines) < lines.size()) {
            // Not all of them fit: what was not kept comes first, each row with its phase.
            lines = table.rows().stream()
                    .sorted(Comparator.comparing(Row::isKept))
                    .map(row -> line(row, true, table))
                    .toList();
        }
        List<String> header = table.header();
        out.append("| " + String.join(" | ", header) + " |\n|---|");
        for (String column : header.subList(1, header.size())) {
            out.append(Phase.PERCENTILES.contains(column) || column.equals(VerdictTable.CHANGE) ? "--:|" : "---|");
        }
        out.append('\n');
        int shown = fitting(lines);
        for (String line : lines.subList(0, shown)) {
            out.append(line).append('\n');
        }
        out.append('\n');
        if (shown < lines.size()) {
            out.append(Counted.of(lines.size() - shown, "row")).append(" more\n\n");
        }
    }

    private static String line(Row row, boolean withPhase, VerdictTable table) {
        return "| " + String.join(" | ", table.texts(row, withPhase, MarkdownStyle.STYLE)) + " |";
    }

    private static List<String> sentences(List<Problem> problems, boolean fails) {
        List<String> sentences = new ArrayList<>();
        for (Problem problem : problems) {
            if (problem.fails() == fails) {
                sentences.add(problem.sentence());
            }
        }
        return sentences;
    }

    /** Problems in full, initially collapsed; in a fenced block, the only markup is a fence of the same length. */
    static void details(String title, List<String> sentences, Appendable out) throws IOException {
        if (sentences.isEmpty()) {
            return;
        }
        String fence = "`".repeat(Math.max(3, longestRunOfBackticks(String.join("\n", sentences)) + 1));
        int shown = fitting(sentences);
        out.append("<details><summary>" + title + ": " + sentences.size() + "</summary>\n\n")
                .append(fence)
                .append("text\n");
        for (String sentence : sentences.subList(0, shown)) {
            out.append(sentence).append('\n');
        }
        if (shown < sentences.size()) {
            out.append("... and " + (sentences.size() - shown) + " more\n");
        }
        out.append(fence).append("\n\n</details>\n\n");
    }

    /** How many of the lines fit. */
    static int fitting(List<String> lines) {
        int length = 0;
        for (int i = 0; i < lines.size(); i++) {
            length += lines.get(i).length();
            if (length > LONGEST_PART) {
                return i;
            }
        }
        return lines.size();
    }

    /**
     * Text as a code span in a cell, where nothing is markup. Only a bar must be escaped, because it would end the
     * cell; a backslash before it would be taken for that escape, so it is shown as one of our own escapes.
     */
    static String code(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        return span(SafeText.of(text, LONGEST_NAME));
    }

    /** Safe text as a code span, also for use in a cell. */
    static String span(String text) {
        String safe = text.replace("\\|", "\\u005c|").replace("|", "\\|");
        String fence = "`".repeat(longestRunOfBackticks(safe) + 1);
        // If both ends have a space, one is removed from each, unless there is nothing else.
        boolean isPadded = !safe.replace(" ", "").isEmpty() && (hasAtAnEnd(safe, " ") || hasAtAnEnd(safe, "`"));
        String padding = isPadded ? " " : "";
        return fence + padding + safe + padding + fence;
    }

    private static boolean hasAtAnEnd(String text, String mark) {
        return text.startsWith(mark) || text.endsWith(mark);
    }

    private static int longestRunOfBackticks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
