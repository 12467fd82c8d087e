package io.github.metricsgate.report;

import io.github.metricsgate.text.Counted;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The summary of the reactor as a page of GitHub-flavoured Markdown, with a link to each module's own. */
final class ReactorMarkdown {

    private static final int LONGEST_FINDING = 200;

    private ReactorMarkdown() {}

    static void write(ReactorSummary summary, Appendable out) throws IOException {
        String result = summary.result().inWords();
        out.append("### metrics-gate: " + result + " (" + ReactorSummary.SUBJECT + ")\n\n")
                .append(summary.counted() + "\n\n")
                .append("| module | phases | result | worst finding |\n|---|--:|---|---|\n");
        List<ReactorRow> rows = summary.shown();
        List<String> lines = lines(summary, rows);
        int shown = MarkdownReport.fitting(lines);
        if (shown < lines.size()) {
            rows.sort(Comparator.comparing((ReactorRow row) -> !row.state().failsTheBuild())
                    .thenComparing(row -> row.worst().isEmpty()));
            lines = lines(summary, rows);
            shown = MarkdownReport.fitting(lines);
        }
        for (String line : lines.subList(0, shown)) {
            out.append(line).append('\n');
        }
        out.append('\n');
        if (shown < lines.size()) {
            out.append(Counted.of(lines.size() - shown, "row")).append(" more\n\n");
        }
        List<String> failures = new ArrayList<>();
        for (ReactorRow row : rows) {
            if (row.state().failsTheBuild() && !row.worst().isEmpty()) {
                failures.add(row.name() + ": " + row.worst());
            }
        }
        MarkdownReport.details("What fails the build, one for each module", failures, out);
    }

    private static List<String> lines(ReactorSummary summary, List<ReactorRow> rows) {
        List<String> lines = new ArrayList<>();
        for (ReactorRow row : rows) {
            String worst = row.worst().isEmpty()
                    ? ""
                    : MarkdownReport.span(ReactorConsole.beginning(row.worst(), LONGEST_FINDING));
            String state = row.state().inWords();
            lines.add("| "
                    + String.join(
                            " | ",
                            linked(summary, row),
                            row.phases() == 0 ? VerdictTable.NONE : String.valueOf(row.phases()),
                            state.equals(state.toUpperCase(Locale.ROOT)) ? "**" + state + "**" : state,
                            worst)
                    + " |");
        }
        return lines;
    }

    private static String linked(ReactorSummary summary, ReactorRow row) {
        String name = MarkdownReport.code(row.name());
        String link = summary.link(row);
        if (link.isEmpty()) {
            return name;
        }
        try {
            // In angle brackets, because a path may contain parentheses.
            String path = new URI(null, null, link + "/summary.md", null).getRawPath();
            return "[" + name + "](<" + path + ">)";
        } catch (URISyntaxException e) {
            return name;
        }
    }
}
