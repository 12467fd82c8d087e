package io.github.metricsgate.report;

import io.github.metricsgate.gate.Trend;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.report.chart.Drawing;
import io.github.metricsgate.report.chart.Ink;
import io.github.metricsgate.report.chart.Mark;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.text.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A figure over the last runs as a part of a page: the picture, the runs that are marked in it, and all of them. */
final class HtmlTrend {

    private static final int MOST_MARKED = 10;
    private static final double HEIGHT = 190;

    private HtmlTrend() {}

    /** @param runs the table that has all of its runs */
    static Element of(Trend trend, Measurement measurement, SeriesFindings findings, HtmlRuns runs) {
        TrendChart chart = new TrendChart(trend, measurement, findings);
        runs.add(trend, measurement, chart);
        List<Node> caption = new ArrayList<>();
        caption.add(Element.of("b", Names.of(measurement.metric().key())));
        StringBuilder words =
                new StringBuilder(" over the last " + trend.points().size() + " runs");
        words.append(chart.unit().isEmpty() ? "" : ", in " + chart.unit());
        chart.axisNote().ifPresent(note -> words.append(". ").append(note));
        chart.limitNote().ifPresent(note -> words.append(". ").append(note));
        chart.freedNote().ifPresent(note -> words.append(". ").append(note));
        caption.add(Element.plain(words.toString()));
        List<Node> under = new ArrayList<>();
        List<Element> marked = marked(trend, chart);
        if (!marked.isEmpty()) {
            int from = Math.max(0, marked.size() - MOST_MARKED);
            Element list = Element.of("ul").with("class", "marked").add(marked.subList(from, marked.size()));
            if (from > 0) {
                list.add(Element.of("li", from + " earlier ones are in the table of runs"));
            }
            under.add(list);
        }
        under.add(Element.of("a", "Data: all runs").to("#" + HtmlRuns.ANCHOR));
        Drawing drawing = new Drawing(HtmlPhase.WIDTH, HEIGHT, chart.title(), chart.description());
        return HtmlParts.figure(
                caption, chart.draw(drawing, HtmlPhase.WIDTH, HEIGHT, 0).element(), under);
    }

    private static List<Element> marked(Trend trend, TrendChart chart) {
        List<Element> marked = new ArrayList<>();
        for (int i = 0; i < trend.points().size(); i++) {
            for (Trend.Change change : trend.changes()) {
                if (change.point() == i) {
                    marked.add(item(
                            "\u2502",
                            Ink.QUIET,
                            trend.points().get(i),
                            TrendChart.inPercent(change) + ", from " + chart.withUnit(change.before()) + " to "
                                    + chart.withUnit(change.after())));
                }
            }
            Optional<Mark> mark = chart.mark(i);
            BigDecimal value = trend.points().get(i).value();
            if (mark.isPresent() && value != null) {
                Mark shape = mark.get();
                marked.add(item(
                        shape.sign(),
                        chart.ink(shape),
                        trend.points().get(i),
                        word(shape) + ", " + chart.text(value) + " " + chart.unit()));
            }
        }
        return marked;
    }

    private static Element item(String sign, Ink ink, Trend.Point point, String text) {
        Element item = Element.of("li")
                .add(Element.of("span", sign).with("class", ink.key()).with("aria-hidden", "true"))
                .text(" " + HtmlParts.minute(point.time()) + " ");
        if (point.commit() != null) {
            item.add(Element.of("code", HtmlParts.commit(point.commit()))).text(" ");
        }
        return item.text(text.stripTrailing());
    }

    private static String word(Mark mark) {
        return switch (mark) {
            case TRIANGLE -> "regression";
            case DIAMOND -> "suspect";
            case SQUARE -> "accepted";
            case DOT -> "run";
        };
    }
}
