package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Outcome;
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
 * A page of GitHub-flavoured Markdown: the verdict first, then the table, then the problems in full. It stays below 1 MiB,
 * which is the most that GitHub takes, whatever was verified.
 */
final class MarkdownReport implements Report {

    /** More than this, in characters of at most four bytes, nobody reads; the rest is counted. */
    private static final int LONGEST_PART = 60_000;

    private static final int LONGEST_NAME = 80;

    @Override
    public void write(Verification verification, Appendable out) throws IOException {
        out.append(headline(verification)).append("\n\n");
        VerdictTable cells = new VerdictTable(verification);
        List<Row> rows = cells.rows();
        if (!rows.isEmpty()) {
            table(rows, cells, out);
        }
        if (cells.marksAMaximum()) {
            out.append("\\").append(VerdictTable.MAXIMUM_NOTE).append("\n\n");
        }
        List<Problem> problems = Problems.of(verification);
        details("What fails the build", sentences(problems, true), out);
        details("Warnings", sentences(problems, false), out);
    }

    /** How it ended, and what was counted. */
    static String headline(Verification verification) {
        return "### metrics-gate: " + (verification.passed() ? "passed" : "FAILED") + " ("
                + code(verification.rules().module()) + ")\n\n"
                + new VerdictTable(verification).counts();
    }

    private static void table(List<Row> rows, VerdictTable cells, Appendable out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.add(line(row, row.isFirst(), cells));
        }
        if (fitting(lines) < lines.size()) {
            // Not all of them fit: what was not kept comes first, each row with its phase.
            lines = rows.stream()
                    .sorted(Comparator.comparing(MarkdownReport::isKept))
                    .map(row -> line(row, true, cells))
                    .toList();
        }
        out.append("| phase | p50 ms | p95 ms | p99 ms | limit | verdict | reason |\n")
                .append("|---|--:|--:|--:|---|---|---|\n");
        int shown = fitting(lines);
        for (String line : lines.subList(0, shown)) {
            out.append(line).append('\n');
        }
        out.append('\n');
        if (shown < lines.size()) {
            out.append(Counted.of(lines.size() - shown, "row")).append(" more\n\n");
        }
    }

    private static boolean isKept(Row row) {
        Verdict verdict = row.verdict();
        return verdict == null || verdict.outcome() == Outcome.KEPT;
    }

    private static String line(Row row, boolean withPhase, VerdictTable cells) {
        List<String> texts = new ArrayList<>();
        Phase phase = row.phase();
        texts.add(withPhase ? phase == null ? "the run" : code(phase.key()) + " " + code(phase.name()) : "");
        for (String percentile : Phase.PERCENTILES) {
            texts.add(withPhase && phase != null ? escaped(cells.percentile(phase, percentile)) : "");
        }
        Verdict verdict = row.verdict();
        if (verdict == null) {
            texts.addAll(List.of("", "", ""));
        } else {
            String outcome = VerdictTable.outcome(verdict);
            String value = VerdictTable.valueWithoutColumn(verdict);
            texts.add(VerdictTable.limit(code(verdict.threshold().metric().key()), verdict));
            texts.add((verdict.effect() == Effect.FAILS ? "**" + outcome + "**" : outcome)
                    + (value.isEmpty() ? "" : " at " + escaped(value)));
            texts.add(
                    verdict.threshold().reason().isEmpty()
                            ? ""
                            : code(verdict.threshold().reason()));
        }
        return "| " + String.join(" | ", texts) + " |";
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

    /** Problems in full, to be unfolded; nothing in a fenced block is markup but a fence that is as long. */
    private static void details(String title, List<String> sentences, Appendable out) throws IOException {
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
    private static int fitting(List<String> lines) {
        int length = 0;
        for (int i = 0; i < lines.size(); i++) {
            length += lines.get(i).length();
            if (length > LONGEST_PART) {
                return i;
            }
        }
        return lines.size();
    }

    private static String escaped(String figure) {
        return figure.replace("*", "\\*");
    }

    /**
     * Text as a code span in a cell, where nothing is markup. Only a bar must be escaped there, as it would end the cell;
     * a backslash before it would be taken for that escape, and is shown as one of our own.
     */
    static String code(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        String safe = SafeText.of(text, LONGEST_NAME).replace("\\|", "\\u005c|").replace("|", "\\|");
        String fence = "`".repeat(longestRunOfBackticks(safe) + 1);
        // One space is taken off where both ends have one, unless there is nothing else.
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
