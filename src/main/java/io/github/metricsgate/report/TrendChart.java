package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Trend;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.report.SeriesFindings.Rank;
import io.github.metricsgate.report.chart.Area;
import io.github.metricsgate.report.chart.Axis;
import io.github.metricsgate.report.chart.Drawing;
import io.github.metricsgate.report.chart.Ink;
import io.github.metricsgate.report.chart.Mark;
import io.github.metricsgate.report.chart.Scale;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A figure over the last runs: its limits, what is usual, and the runs that are worth a mark. */
final class TrendChart {

    private static final int MOST_TICKS = 5;

    /** A limit that is this many times the largest value would leave nothing to see; it is said instead. */
    private static final double FAR = 2.5;

    /** From here on, the axis begins at zero: what is twice as high is twice as much. */
    private static final double SPREAD_FROM_ZERO = 0.25;

    private final Trend trend;
    private final Measurement measurement;
    private final Rank rank;
    private final @Nullable BigDecimal max;
    private final @Nullable BigDecimal min;
    private final Optional<BaselineVerdict> compared;
    private final Optional<BigDecimal> freed;
    private final Figures figures;

    TrendChart(Trend trend, Measurement measurement, SeriesFindings findings) {
        this.trend = trend;
        this.measurement = measurement;
        SeriesName series = trend.series();
        this.rank = findings.rank(series);
        this.max = findings.limit(series, Bounds.Side.MAX);
        this.min = findings.limit(series, Bounds.Side.MIN);
        this.compared = findings.compared(series);
        this.freed = compared.flatMap(BaselineWording::freed);
        List<BigDecimal> limits = new ArrayList<>();
        for (BigDecimal limit : new BigDecimal[] {max, min}) {
            if (limit != null) {
                limits.add(limit);
            }
        }
        this.figures = Figures.row(
                trend.points().stream().map(Trend.Point::value).toList(),
                limits,
                measurement.metric().unit());
    }

    String unit() {
        return figures.unit();
    }

    String text(BigDecimal value) {
        return figures.text(value);
    }

    String withUnit(double value) {
        return figures.withUnit(BaselineWording.decimal(value));
    }

    /** "p99 over the last 40 runs". */
    String title() {
        return Names.of(measurement.metric().key()) + " over the last "
                + Counted.of(trend.points().size(), "run");
    }

    /** What the curve says, for those who cannot see it. */
    String description() {
        List<Trend.Point> points = trend.points();
        BigDecimal first = Objects.requireNonNull(points.get(0).value());
        BigDecimal last = Objects.requireNonNull(points.get(points.size() - 1).value());
        int direction = last.compareTo(first);
        StringBuilder text = new StringBuilder(Names.of(measurement.metric().key()))
                .append(direction > 0 ? " rose from " : direction < 0 ? " fell from " : " is as it was at first: ")
                .append(figures.withUnit(first))
                .append(direction == 0 ? "" : " to " + figures.withUnit(last))
                .append(" over ")
                .append(Counted.of(points.size(), "run"));
        freed.ifPresent(
                value -> text.append(", ").append(figures.withUnit(value)).append(" adjusted for the slower run"));
        if (max != null) {
            text.append("; limit ").append(figures.withUnit(max));
        }
        if (min != null) {
            text.append("; at least ").append(figures.withUnit(min));
        }
        compared.flatMap(BaselineVerdict::baseline)
                .ifPresent(before -> text.append("; usually ")
                        .append(withUnit(before.low()))
                        .append(" to ")
                        .append(withUnit(before.high())));
        for (Trend.Change change : trend.changes()) {
            text.append("; a change from ")
                    .append(withUnit(change.before()))
                    .append(" to ")
                    .append(withUnit(change.after()))
                    .append(" in the run of ")
                    .append(HtmlParts.minute(points.get(change.point()).time()));
        }
        since(Status.REGRESSION)
                .ifPresent(point ->
                        text.append("; a regression since the run of ").append(HtmlParts.minute(point.time())));
        since(Status.SUSPECT).ifPresent(point -> text.append("; suspect"));
        return text.toString();
    }

    /** The first of the runs at the end that all have this status. */
    private Optional<Trend.Point> since(Status status) {
        Trend.Point since = null;
        List<Trend.Point> points = trend.points();
        for (int i = points.size() - 1; i >= 0; i--) {
            Trend.Point point = points.get(i);
            if (point.value() != null) {
                if (point.status() != status) {
                    break;
                }
                since = point;
            }
        }
        return Optional.ofNullable(since);
    }

    /** Whether the axis begins elsewhere than at zero. */
    Optional<String> axisNote() {
        Axis axis = axis();
        return axis.low() == 0
                ? Optional.empty()
                : Optional.of("The axis begins at " + axis.ticks().get(0).label()
                        + (figures.unit().isEmpty() ? "" : " " + figures.unit()));
    }

    /** What of the limits is beyond the picture. */
    Optional<String> limitNote() {
        List<String> far = new ArrayList<>();
        if (max != null && isFar(max)) {
            far.add("The limit of " + figures.withUnit(max) + " is far above");
        }
        if (min != null && isFar(min)) {
            far.add("The lower limit of " + figures.withUnit(min) + " is far above");
        }
        return far.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", far));
    }

    /** What is compared with the baseline, where that is not the value that was measured. */
    Optional<String> freedNote() {
        return freed.map(value -> "Hollow: " + figures.withUnit(value) + " adjusted for the slower run");
    }

    /** Draws it into a picture of this size, over whose top there may be something else. */
    Drawing draw(Drawing drawing, double width, double height, double top) {
        Axis axis = axis();
        double left = Drawing.roomFor(axis);
        Area area = new Area(left, top + 24, width - 10, height - 22);
        int runs = trend.points().size();
        Scale y = axis.over(area.bottom(), area.top());
        Scale x = Axis.ofPlaces(runs).overPlaces(area.left() + 6, area.right() - 4);
        drawing.gridAcross(y, area);
        drawBaseline(drawing, x, y);
        drawChanges(drawing, x, area);
        // A line through a label would make it hard to read.
        drawRules(drawing, x, y, area);
        double[] xs = new double[runs];
        double[] ys = new double[runs];
        for (int i = 0; i < runs; i++) {
            BigDecimal value = trend.points().get(i).value();
            xs[i] = x.at(runs == 1 ? 0 : i);
            ys[i] = value == null ? Double.NaN : y.at(scaled(value.doubleValue()));
        }
        drawing.line(xs, ys, Ink.MAIN);
        // Band and limit of the baseline are in the unit of freed values.
        freed.ifPresent(value -> drawing.ring(xs[runs - 1], y.at(scaled(value.doubleValue())), 4, Ink.MAIN));
        drawMarks(drawing, xs, ys);
        drawLabels(drawing, x, y, area);
        String first = HtmlParts.day(trend.points().get(0).time());
        String last = HtmlParts.day(trend.points().get(runs - 1).time());
        drawing.text(area.left(), height - 6, "start", Ink.QUIET, first);
        if (!first.equals(last)) {
            drawing.text(area.right(), height - 6, "end", Ink.QUIET, last);
        }
        return drawing;
    }

    private Axis axis() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Trend.Point point : trend.points()) {
            if (point.value() != null) {
                low = Math.min(low, point.value().doubleValue());
                high = Math.max(high, point.value().doubleValue());
            }
        }
        for (BigDecimal limit : new BigDecimal[] {max, min}) {
            if (limit != null && !isFar(limit)) {
                low = Math.min(low, limit.doubleValue());
                high = Math.max(high, limit.doubleValue());
            }
        }
        if (freed.isPresent()) {
            low = Math.min(low, freed.get().doubleValue());
            high = Math.max(high, freed.get().doubleValue());
        }
        if (compared.isPresent()) {
            OptionalDouble bound = compared.get().judgement().limit();
            if (bound.isPresent()) {
                low = Math.min(low, bound.getAsDouble());
                high = Math.max(high, bound.getAsDouble());
            }
            if (compared.get().baseline().isPresent()) {
                low = Math.min(low, compared.get().baseline().get().low());
                high = Math.max(high, compared.get().baseline().get().high());
            }
        }
        low = scaled(low);
        high = scaled(high);
        return low >= 0 && (low == high || high - low > high * SPREAD_FROM_ZERO)
                ? Axis.fromZero(high, MOST_TICKS)
                : Axis.between(low, high, MOST_TICKS);
    }

    private boolean isFar(BigDecimal limit) {
        double largest = 0;
        for (Trend.Point point : trend.points()) {
            largest =
                    Math.max(largest, point.value() == null ? 0 : point.value().doubleValue());
        }
        return limit.doubleValue() > FAR * largest;
    }

    private void drawBaseline(Drawing drawing, Scale x, Scale y) {
        if (compared.isEmpty() || compared.get().baseline().isEmpty()) {
            return;
        }
        Baseline before = compared.get().baseline().get();
        double from = x.at(firstOf(before));
        double to = x.at(trend.points().size() - 1.0);
        drawing.range(new Area(from, y.at(scaled(before.high())), to, y.at(scaled(before.low()))), Ink.QUIET);
    }

    /** The first run of the baseline: those that were set aside or accepted otherwise lie between and are not counted. */
    private int firstOf(Baseline before) {
        List<Trend.Point> points = trend.points();
        int last = points.size() - 1;
        int left = before.runs();
        boolean isSetAside = isCrossing(points.get(last));
        int first = last;
        for (int i = last - 1; i >= 0 && left > 0; i--) {
            Trend.Point point = points.get(i);
            if (point.value() == null) {
                continue;
            }
            isSetAside = isCrossing(point) && (isSetAside || point.status() == Status.REGRESSION);
            if (!isSetAside
                    && Objects.equals(point.acceptance(), points.get(last).acceptance())) {
                first = i;
                left--;
            }
        }
        return left > 0 ? 0 : first;
    }

    private static boolean isCrossing(Trend.Point point) {
        return point.status() == Status.SUSPECT || point.status() == Status.REGRESSION;
    }

    /** Those of the pom over the whole width, that of the baseline from the first of the runs that it comes from. */
    private void drawRules(Drawing drawing, Scale x, Scale y, Area area) {
        for (BigDecimal limit : new BigDecimal[] {min, max}) {
            if (limit != null && !isFar(limit)) {
                double at = y.at(scaled(limit.doubleValue()));
                drawing.rule(area.left(), at, area.right(), at, Ink.BOUND, false);
            }
        }
        if (compared.isPresent() && compared.get().judgement().limit().isPresent()) {
            double at = y.at(scaled(compared.get().judgement().limit().getAsDouble()));
            drawing.rule(x.at(beginOfLimit()), at, area.right(), at, Ink.BOUND, true);
        }
    }

    private int beginOfLimit() {
        return compared.flatMap(BaselineVerdict::baseline).map(this::firstOf).orElse(0);
    }

    private void drawLabels(Drawing drawing, Scale x, Scale y, Area area) {
        for (Bounds.Side side : Bounds.Side.values()) {
            BigDecimal limit = side == Bounds.Side.MAX ? max : min;
            if (limit != null && !isFar(limit)) {
                double at = y.at(scaled(limit.doubleValue()));
                String text = SeriesFindings.words(side) + figures.withUnit(limit);
                drawing.label(area.left() + 4, at, "start", Ink.BOUND, text);
            }
        }
        if (compared.isPresent() && compared.get().judgement().limit().isPresent()) {
            double limit = compared.get().judgement().limit().getAsDouble();
            double from = x.at(beginOfLimit());
            double at = y.at(scaled(limit));
            String text = "baseline limit " + withUnit(limit);
            boolean isMinimum = compared.get()
                    .baseline()
                    .map(before -> limit < before.median())
                    .orElse(false);
            if (isMinimum) {
                drawing.labelUnder(from, at, "start", Ink.BOUND, text);
            } else {
                drawing.label(from, at, "start", Ink.BOUND, text);
            }
        }
    }

    private void drawChanges(Drawing drawing, Scale x, Area area) {
        for (Trend.Change change : trend.changes()) {
            // Between the last run of the old level and the first of the new one.
            double at = (x.at(change.point()) + x.at(change.point() - 1.0)) / 2;
            drawing.rule(at, area.top(), at, area.bottom(), Ink.QUIET, true);
            drawing.label(at, area.top(), "middle", Ink.TEXT, inPercent(change));
        }
    }

    static String inPercent(Trend.Change change) {
        if (change.before() == 0) {
            return "new level";
        }
        long percent = Math.round((change.after() / change.before() - 1) * 100);
        return (percent > 0 ? "+" : "") + percent + " %";
    }

    private void drawMarks(Drawing drawing, double[] xs, double[] ys) {
        List<Trend.Point> points = trend.points();
        for (int i = 0; i < points.size(); i++) {
            Optional<Mark> mark = mark(i);
            if (mark.isPresent()) {
                drawing.mark(xs[i], ys[i], mark.get(), 4, ink(mark.get()));
            }
        }
        int last = points.size() - 1;
        BigDecimal value = points.get(last).value();
        if (value != null) {
            if (mark(last).isEmpty()) {
                drawing.mark(xs[last], ys[last], Mark.DOT, 3.5, rank == Rank.FAILS ? Ink.ALARM : Ink.MAIN);
            }
            drawing.label(xs[last] + 4, ys[last] - 2, "end", Ink.TEXT, figures.withUnit(value));
        }
    }

    /** How a run is marked; empty if it is one like the others. */
    Optional<Mark> mark(int run) {
        Trend.Point point = trend.points().get(run);
        if (point.value() == null) {
            return Optional.empty();
        }
        if (point.status() == Status.REGRESSION) {
            return Optional.of(Mark.TRIANGLE);
        }
        if (point.status() == Status.SUSPECT) {
            return Optional.of(Mark.DIAMOND);
        }
        return isFirstAccepted(run) ? Optional.of(Mark.SQUARE) : Optional.empty();
    }

    private boolean isFirstAccepted(int run) {
        String acceptance = trend.points().get(run).acceptance();
        return acceptance != null
                && (run == 0 || !acceptance.equals(trend.points().get(run - 1).acceptance()));
    }

    Ink ink(Mark mark) {
        return switch (mark) {
            case TRIANGLE -> rank == Rank.FAILS ? Ink.ALARM : Ink.CAUTION;
            case DIAMOND -> Ink.CAUTION;
            case SQUARE, DOT -> Ink.MAIN;
        };
    }

    private double scaled(double value) {
        return value / figures.length();
    }
}
