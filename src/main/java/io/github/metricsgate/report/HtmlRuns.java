package io.github.metricsgate.report;

import io.github.metricsgate.gate.Trend;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.report.chart.Mark;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** All runs that are in a picture of a trend, in one table: when they were, of which commit, and what each series had. */
final class HtmlRuns {

    /** Where the table is on the page. */
    static final String ANCHOR = "runs";

    private record Column(Trend trend, Measurement measurement, TrendChart chart) {}

    private final List<Column> columns = new ArrayList<>();

    /** Adds what a picture shows, which is left of the page until the table is written. */
    void add(Trend trend, Measurement measurement, TrendChart chart) {
        columns.add(new Column(trend, measurement, chart));
    }

    /** A section without a table if there are no trends. */
    Element section() {
        Element section = Element.of("section").with("id", "history").add(Element.of("h2", "Runs"));
        List<Trend.Point> runs = List.of();
        for (Column column : columns) {
            if (column.trend().points().size() > runs.size()) {
                runs = column.trend().points();
            }
        }
        if (runs.isEmpty()) {
            return section.add(Element.of("p", "There are no runs before this one to draw a trend of.")
                    .with("class", "quiet"));
        }
        List<String> head = new ArrayList<>(List.of("run of (UTC)", "commit", "build"));
        for (Column column : columns) {
            Phase phase = column.measurement().phase();
            String unit = column.chart().unit();
            head.add((phase == null ? "the run" : HtmlParts.safe(phase.name())) + " "
                    + Names.of(column.measurement().metric().key()) + (unit.isEmpty() ? "" : ", " + unit));
        }
        List<Element> rows = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            Trend.Point point = runs.get(run);
            Element row = Element.of("tr")
                    .add(Element.of("td", HtmlParts.minute(point.time())))
                    .add(Element.of("td", point.commit() == null ? "" : HtmlParts.commit(point.commit())))
                    .add(Element.of("td", point.id() == null ? "" : HtmlParts.safe(point.id())));
            for (Column column : columns) {
                // All of them end with this run, and one that is shorter begins later.
                row.add(Element.of(
                        "td",
                        text(column, run - runs.size() + column.trend().points().size())));
            }
            rows.add(row);
        }
        return section.add(Element.of("details")
                .with("class", "data")
                .add(Element.of("summary", "What the trends were drawn from: " + Counted.of(runs.size(), "run")))
                .add(Element.of("div")
                        .with("id", ANCHOR)
                        .add(HtmlParts.table("Runs", HtmlParts.head(head.size(), head), rows))));
    }

    private static String text(Column column, int at) {
        BigDecimal value = at < 0 ? null : column.trend().points().get(at).value();
        return value == null
                ? VerdictTable.NONE
                : column.chart().text(value)
                        + column.chart()
                                .mark(at)
                                .map(Mark::sign)
                                .map(sign -> " " + sign)
                                .orElse("");
    }
}
