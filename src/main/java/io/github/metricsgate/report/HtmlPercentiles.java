package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.SeriesFindings.Rank;
import io.github.metricsgate.report.chart.Area;
import io.github.metricsgate.report.chart.Axis;
import io.github.metricsgate.report.chart.Drawing;
import io.github.metricsgate.report.chart.Ink;
import io.github.metricsgate.report.chart.Mark;
import io.github.metricsgate.report.chart.Scale;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The latencies of a phase, each on a line of its own with its limit and with what is usual. */
final class HtmlPercentiles {

    private static final int MOST = 10;
    private static final double ROW = 30;
    private static final double NAME = 64;
    private static final double VALUE = 92;
    private static final int LONGEST_NAME = 8;

    /** Values that are this many times apart are shown on a logarithmic axis. */
    private static final double FAR_APART = 60;

    /** A limit that is this many times the largest value is said and not drawn. */
    private static final double FAR = 3;

    /**
     * One latency.
     *
     * @param limits the strictest at each end
     * @param freed what is compared with the baseline, where that is not {@code value}
     */
    private record Line(
            String key,
            BigDecimal value,
            boolean isMaximum,
            Map<Bounds.Side, BigDecimal> limits,
            Optional<Baseline> baseline,
            Optional<BigDecimal> freed,
            Rank rank) {

        boolean isLimited() {
            return !limits.isEmpty();
        }

        /** One that every phase has. */
        boolean isUsual() {
            return Phase.PERCENTILES.contains(key);
        }
    }

    private HtmlPercentiles() {}

    /** Empty where no latency was measured. */
    static Optional<Element> of(Phase phase, SeriesFindings findings) {
        List<Line> all = lines(phase, findings);
        List<Line> lines = worst(all);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (Line line : lines) {
            largest = Math.max(largest, line.value().doubleValue());
            smallest = Math.min(smallest, line.value().doubleValue());
        }
        double most = largest;
        List<BigDecimal> values = new ArrayList<>();
        List<BigDecimal> limits = new ArrayList<>();
        List<String> farLimits = new ArrayList<>();
        boolean hasBaseline = false;
        boolean isFreed = false;
        for (Line line : lines) {
            values.add(line.value());
            if (line.freed().isPresent()) {
                isFreed = true;
                most = Math.max(most, line.freed().get().doubleValue());
                smallest = Math.min(smallest, line.freed().get().doubleValue());
            }
            for (BigDecimal limit : line.limits().values()) {
                limits.add(limit);
                if (isDrawn(limit, largest)) {
                    most = Math.max(most, limit.doubleValue());
                }
            }
            if (line.baseline().isPresent()) {
                hasBaseline = true;
                most = Math.max(most, line.baseline().get().high());
                smallest = Math.min(smallest, line.baseline().get().low());
            }
        }
        Figures figures = Figures.row(values, limits, Unit.TIME);
        for (Line line : lines) {
            for (BigDecimal limit : line.limits().values()) {
                if (!isDrawn(limit, largest)) {
                    farLimits.add("the limit on " + Names.of(line.key()) + ", " + figures.withUnit(limit)
                            + ", is far to the right");
                }
            }
        }
        boolean isLogarithmic = smallest > 0 && most > FAR_APART * smallest;
        for (BigDecimal limit : limits) {
            boolean isLeft = limit.signum() > 0 && limit.doubleValue() < smallest;
            smallest = isLeft ? limit.doubleValue() : smallest;
        }
        double length = figures.length();
        Axis axis = isLogarithmic
                ? Axis.logarithmic(smallest / length * 0.9, most / length * 1.1)
                : Axis.fromZero(most / length, 5);
        Drawing drawing = draw(lines, axis, figures, largest);

        List<Node> caption = new ArrayList<>();
        caption.add(Element.of("b", "Latencies"));
        List<String> said = new ArrayList<>();
        if (hasBaseline) {
            said.add("bars: the range of the baseline, with its median");
        }
        if (isFreed) {
            said.add("hollow: adjusted for the slower run");
        }
        if (isLogarithmic) {
            said.add("logarithmic axis");
        }
        said.addAll(farLimits);
        if (lines.size() < all.size()) {
            said.add(all.size() - lines.size() + " more are not shown");
        }
        caption.add(Element.plain(" of this run" + (said.isEmpty() ? "" : "; " + String.join("; ", said))));
        return Optional.of(
                HtmlParts.figure(caption, drawing.element(), List.of(data(lines, figures, hasBaseline, isFreed))));
    }

    private static List<Line> lines(Phase phase, SeriesFindings findings) {
        List<Line> lines = new ArrayList<>();
        for (String key : phase.latencies().keySet()) {
            PhaseMetric.Latency latency = new PhaseMetric.Latency(key);
            BigDecimal value = latency.valueIn(phase);
            if (value == null) {
                continue;
            }
            SeriesName series = new SeriesName(phase.key(), latency);
            lines.add(new Line(
                    key,
                    value,
                    latency.isMaximumOf(phase.itemsProcessed()),
                    findings.limits(series),
                    baseline(findings.compared(series)),
                    findings.compared(series).flatMap(BaselineWording::freed),
                    findings.rank(series)));
        }
        return lines;
    }

    /** No more than can be looked at: the worst, then those with a limit, then the usual ones; in the order of the phase. */
    private static List<Line> worst(List<Line> all) {
        if (all.size() <= MOST) {
            return all;
        }
        List<Line> byRank = new ArrayList<>(all);
        byRank.sort(Comparator.comparing(Line::rank)
                .thenComparing(Line::isLimited)
                .thenComparing(Line::isUsual)
                .reversed());
        Set<String> shown = new HashSet<>();
        for (Line line : byRank.subList(0, MOST)) {
            shown.add(line.key());
        }
        return all.stream().filter(line -> shown.contains(line.key())).toList();
    }

    private static boolean isDrawn(BigDecimal limit, double largest) {
        return limit.doubleValue() <= FAR * largest;
    }

    /** What stands to the right of a line. */
    private static String value(Line line, Figures figures) {
        return figures.withUnit(line.value()) + (line.isMaximum() ? VerdictTable.MAXIMUM_MARK : "");
    }

    private static Drawing draw(List<Line> lines, Axis axis, Figures figures, double largest) {
        double height = lines.size() * ROW + 34;
        double room = VALUE;
        for (Line line : lines) {
            room = Math.max(room, Drawing.widthOf(value(line, figures)) + 24);
        }
        Area area = new Area(NAME, 8, HtmlPhase.WIDTH - room, height - 22);
        Drawing drawing = new Drawing(HtmlPhase.WIDTH, height, "Latencies", description(lines, figures));
        Scale x = axis.over(area.left(), area.right());
        drawing.gridDown(x, area, figures.unit());
        double length = figures.length();
        // Shape by shape, not line by line: what looks alike is one path then.
        for (int i = 0; i < lines.size(); i++) {
            double y = middle(area, i);
            if (lines.get(i).baseline().isPresent()) {
                Baseline before = lines.get(i).baseline().get();
                double low = x.at(before.low() / length);
                drawing.range(new Area(low, y - 7, Math.max(x.at(before.high() / length), low + 1), y + 7), Ink.QUIET);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            double y = middle(area, i);
            if (lines.get(i).baseline().isPresent()) {
                Baseline before = lines.get(i).baseline().get();
                double median = x.at(before.median() / length);
                drawing.rule(median, y - 7, median, y + 7, Ink.QUIET, false);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            for (BigDecimal limit : lines.get(i).limits().values()) {
                if (isDrawn(limit, largest)) {
                    double at = x.at(limit.doubleValue() / length);
                    drawing.rule(at, middle(area, i) - 10, at, middle(area, i) + 10, Ink.BOUND, false);
                }
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.freed().isPresent()) {
                double at = x.at(line.freed().get().doubleValue() / length);
                drawing.ring(at, middle(area, i), 4, line.rank() == Rank.FAILS ? Ink.ALARM : Ink.MAIN);
            }
        }
        for (boolean fails : new boolean[] {false, true}) {
            for (int i = 0; i < lines.size(); i++) {
                if ((lines.get(i).rank() == Rank.FAILS) == fails) {
                    double at = x.at(lines.get(i).value().doubleValue() / length);
                    drawing.mark(at, middle(area, i), Mark.DOT, 4.5, fails ? Ink.ALARM : Ink.MAIN);
                }
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            drawing.text(
                    NAME - 8,
                    middle(area, i) + 4,
                    "end",
                    Ink.TEXT,
                    SafeText.of(lines.get(i).key(), LONGEST_NAME));
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            drawing.text(
                    HtmlPhase.WIDTH - 4,
                    middle(area, i) + 4,
                    "end",
                    line.rank() == Rank.FAILS ? Ink.ALARM : Ink.TEXT,
                    value(line, figures));
        }
        for (int i = 0; i < lines.size(); i++) {
            for (Map.Entry<Bounds.Side, BigDecimal> limit :
                    lines.get(i).limits().entrySet()) {
                if (isDrawn(limit.getValue(), largest)) {
                    double at = x.at(limit.getValue().doubleValue() / length);
                    String text = SeriesFindings.words(limit.getKey()) + figures.withUnit(limit.getValue());
                    // What may not be crossed to the left is said to the left.
                    boolean isToTheRight = limit.getKey() == Bounds.Side.MAX
                            ? at + 6 + Drawing.widthOf(text) < area.right()
                            : at - 6 - Drawing.widthOf(text) < area.left();
                    drawing.label(
                            isToTheRight ? at + 4 : at - 4,
                            middle(area, i) - 1,
                            isToTheRight ? "start" : "end",
                            Ink.BOUND,
                            text);
                }
            }
        }
        return drawing;
    }

    private static Optional<Baseline> baseline(Optional<BaselineVerdict> compared) {
        return compared.isEmpty() ? Optional.empty() : compared.get().baseline();
    }

    private static double middle(Area area, int line) {
        return area.top() + (line + 0.5) * ROW + 4;
    }

    private static String description(List<Line> lines, Figures figures) {
        List<String> said = new ArrayList<>();
        for (Line line : lines) {
            String text = Names.of(line.key()) + " is " + figures.withUnit(line.value());
            if (line.freed().isPresent()) {
                text += " (" + figures.withUnit(line.freed().get()) + " adjusted for the slower run)";
            }
            for (Map.Entry<Bounds.Side, BigDecimal> limit : line.limits().entrySet()) {
                text += (limit.getKey() == Bounds.Side.MAX ? ", its limit " : ", at least ")
                        + figures.withUnit(limit.getValue());
            }
            if (line.baseline().isPresent()) {
                Baseline before = line.baseline().get();
                text += ", usually " + figures.text(BaselineWording.decimal(before.low())) + " to "
                        + figures.withUnit(BaselineWording.decimal(before.high()));
            }
            said.add(text);
        }
        return Listed.and(said);
    }

    private static String limits(Line line, Figures figures) {
        List<String> limits = new ArrayList<>();
        line.limits()
                .forEach((side, limit) ->
                        limits.add((side == Bounds.Side.MAX ? "" : "at least ") + figures.text(limit)));
        return limits.isEmpty() ? VerdictTable.NONE : Listed.and(limits);
    }

    private static String range(Baseline before, Figures figures) {
        return text(before.low(), figures) + " to " + text(before.high(), figures);
    }

    private static String text(double value, Figures figures) {
        return figures.text(BaselineWording.decimal(value));
    }

    private static Element data(List<Line> lines, Figures figures, boolean hasBaseline, boolean isFreed) {
        String unit = figures.unit();
        List<String> columns = new ArrayList<>(List.of("latency", "value, " + unit, "limit, " + unit));
        if (hasBaseline) {
            columns.addAll(List.of("median before", "range before"));
        }
        if (isFreed) {
            columns.add("compared with them");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines) {
            List<String> row = new ArrayList<>();
            row.add(Names.of(line.key()));
            row.add(figures.text(line.value()) + (line.isMaximum() ? VerdictTable.MAXIMUM_MARK : ""));
            row.add(limits(line, figures));
            if (hasBaseline) {
                Optional<Baseline> before = line.baseline();
                row.add(before.isEmpty() ? VerdictTable.NONE : text(before.get().median(), figures));
                row.add(before.isEmpty() ? VerdictTable.NONE : range(before.get(), figures));
            }
            if (isFreed) {
                row.add(figures.text(line.freed().orElse(line.value())));
            }
            rows.add(row);
        }
        return HtmlParts.data(columns, rows);
    }
}
