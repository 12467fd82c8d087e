package io.github.metricsgate.report;

import io.github.metricsgate.gate.Trend;
import io.github.metricsgate.gate.Trends;
import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.report.VerdictTable.Row;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One phase in full: its verdicts, its figures, and their pictures. */
final class HtmlPhase {

    /** Of a picture, in pixels: two fit beside each other on a usual screen, and one on a telephone. */
    static final double WIDTH = 480;

    /** Nobody reads more verdicts on one phase, or more of its figures. */
    private static final int MOST = 40;

    private final Presentation presentation;
    private final SeriesFindings findings;
    private final Optional<Trends> trends;
    private final HtmlRuns runs = new HtmlRuns();

    HtmlPhase(Presentation presentation, SeriesFindings findings) {
        this.presentation = presentation;
        this.findings = findings;
        this.trends = Trends.of(presentation.verification());
    }

    /** @param most how many figures have a picture of their trend */
    Element of(Phase phase, String anchor, List<Row> rows, int most) {
        Element section = Element.of("section").with("class", "phase").with("id", anchor);
        section.add(HtmlParts.with(phase, Element.of("h3")));
        verdicts(rows, section);
        section.add(figures(phase));
        List<Node> pictures = new ArrayList<>();
        Optional<Element> percentiles = HtmlPercentiles.of(phase, findings);
        if (percentiles.isPresent()) {
            pictures.add(percentiles.get());
        }
        Optional<Distribution> distribution = presentation.distributions().of(phase);
        if (distribution.isPresent() && !distribution.get().buckets().isEmpty()) {
            pictures.add(HtmlDistribution.of(
                    phase, distribution.get(), presentation.distributions().ofBaseline(phase), findings));
        }
        List<Measurement> shown = findings.shown(phase);
        pictures.addAll(trends(shown.subList(0, most)));
        if (!pictures.isEmpty()) {
            section.add(Element.of("div").with("class", "charts").add(pictures));
        }
        int more = shown.size() - most;
        return trends.isEmpty() || more == 0
                ? section
                : section.add(Element.of(
                                "p",
                                more + (more == 1 ? " more figure is" : " more figures are")
                                        + " bad or suspect; only the worst of the page have a picture of their trend.")
                        .with("class", "quiet"));
    }

    /** The pictures of those figures that have a trend. */
    List<Element> trends(List<Measurement> measurements) {
        List<Element> pictures = new ArrayList<>();
        for (Measurement measurement : measurements) {
            Optional<Trend> trend =
                    trends.isEmpty() ? Optional.empty() : trends.get().of(measurement);
            if (trend.isPresent()) {
                pictures.add(HtmlTrend.of(trend.get(), measurement, findings, runs));
            }
        }
        return pictures;
    }

    /** All runs that are in a picture so far. */
    HtmlRuns runs() {
        return runs;
    }

    /** The verdicts on a phase, or on the run, if there are any. */
    void verdicts(List<Row> rows, Element section) {
        List<Row> judged = new ArrayList<>();
        for (Row row : rows) {
            if (row.verdict() != null || row.compared() != null) {
                judged.add(row);
            }
        }
        if (judged.isEmpty()) {
            return;
        }
        VerdictTable table = presentation.table();
        List<String> header = table.header();
        List<Element> lines = new ArrayList<>();
        boolean hasReasons = false;
        List<Row> shown = judged.subList(0, Math.min(MOST, judged.size()));
        for (Row row : shown) {
            List<String> texts = table.texts(row, false, HtmlStyle.STYLE);
            hasReasons |= !texts.get(texts.size() - 1).isEmpty();
        }
        List<String> columns = new ArrayList<>(List.of(VerdictTable.LIMIT, VerdictTable.VERDICT));
        if (header.contains(VerdictTable.CHANGE)) {
            columns.add(VerdictTable.CHANGE);
        }
        if (hasReasons) {
            columns.add(VerdictTable.REASON);
        }
        for (Row row : shown) {
            List<String> texts = table.texts(row, false, HtmlStyle.STYLE);
            Element line = Element.of("tr");
            for (String column : columns) {
                Element cell = Element.of("td", texts.get(header.indexOf(column)));
                line.add(column.equals(VerdictTable.VERDICT) ? cell.with("class", kind(row)) : cell);
            }
            lines.add(line);
        }
        section.add(Element.of("table")
                .add(Element.of("thead").add(HtmlParts.head(columns.size(), columns)))
                .add(Element.of("tbody").add(lines)));
        if (judged.size() > MOST) {
            section.add(Element.of("p", Counted.of(judged.size() - MOST, "verdict") + " more, in verification.json"));
        }
    }

    /** Failing, a warning, or good: never by colour alone, as the word beside it says it too. */
    static String kind(Row row) {
        if (row.fails()) {
            return "fails";
        }
        return row.verdict() == null && row.compared() == null ? "none" : row.isKept() ? "kept" : "warns";
    }

    /** That nothing failed, and that nothing was left to do. */
    private static boolean isNoNews(Measurement measurement) {
        BigDecimal value = measurement.value();
        return value != null
                && value.signum() == 0
                && measurement.metric() instanceof PhaseMetric.Figure figure
                && switch (figure) {
                    case ITEMS_FAILED, ITEMS_REMAINING, ERROR_RATE, WARNINGS, ERRORS, ANOMALIES -> true;
                    case DURATION, THROUGHPUT, ITEMS_PROCESSED, PROGRESS -> false;
                };
    }

    /** What was measured besides the latencies. */
    private static Element figures(Phase phase) {
        Element list = Element.of("dl").with("class", "figures");
        int shown = 0;
        int more = 0;
        for (Measurement measurement : Measurements.of(phase)) {
            if (measurement.value() == null
                    || measurement.metric() instanceof PhaseMetric.Latency
                    || isNoNews(measurement)) {
                continue;
            }
            if (++shown > MOST) {
                more++;
                continue;
            }
            list.add(Element.of("div")
                    .add(Element.of("dt", Names.of(measurement.metric().key()).replace('_', ' ')))
                    .add(Element.of("dd", HtmlParts.figure(measurement))));
        }
        if (shown == 0) {
            return Element.of("p", "Nothing but its latencies was measured.").with("class", "quiet");
        }
        return more == 0
                ? list
                : list.add(Element.of("div").add(Element.of("dt", "more")).add(Element.of("dd", String.valueOf(more))));
    }
}
