package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Distribution.Bucket;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.Distributions.OfBaseline;
import io.github.metricsgate.report.chart.Area;
import io.github.metricsgate.report.chart.Axis;
import io.github.metricsgate.report.chart.Drawing;
import io.github.metricsgate.report.chart.Ink;
import io.github.metricsgate.report.chart.Scale;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How many items of a phase took how long: bars for this run, an outline over them for the runs of its baseline that kept
 * their histograms, and lines at the percentiles of the baseline.
 */
final class HtmlDistribution {

    private static final int MOST_BARS = 20;
    private static final double HEIGHT = 200;

    /** Times that are this many times apart are shown on a logarithmic axis. */
    private static final double FAR_APART = 8;

    private final Distribution distribution;
    private final Optional<OfBaseline> before;
    private final Figures figures;
    private final Axis times;
    private final double[] edges;
    private final long[] counts;
    private final long[] countsBefore;

    private HtmlDistribution(Distribution distribution, Optional<OfBaseline> before) {
        this.distribution = distribution;
        this.before = before;
        List<Bucket> buckets = new ArrayList<>(distribution.buckets());
        before.ifPresent(baseline -> buckets.addAll(baseline.distribution().buckets()));
        double from = buckets.stream().mapToDouble(Bucket::from).min().orElseThrow();
        double to = buckets.stream().mapToDouble(Bucket::to).max().orElseThrow();
        figures =
                Figures.row(List.of(BaselineWording.decimal(from), BaselineWording.decimal(to)), List.of(), Unit.TIME);
        double length = figures.length();
        double low = from / length;
        double high = to / length;
        double smallest = low > 0
                ? low
                : buckets.stream()
                                .mapToDouble(bucket -> bucket.from() > 0 ? bucket.from() : bucket.to())
                                .min()
                                .orElseThrow()
                        / length;
        boolean isLogarithmic = smallest > 0 && high > FAR_APART * smallest;
        times = isLogarithmic ? Axis.logarithmic(smallest, high) : Axis.between(low, high, 6);
        double first = isLogarithmic ? smallest : low;
        int bars = bars(buckets, isLogarithmic, isLogarithmic ? Math.log(high / first) : (high - first) * length);
        edges = new double[bars + 1];
        for (int i = 0; i <= bars; i++) {
            double share = (double) i / bars;
            edges[i] = isLogarithmic ? first * Math.pow(high / first, share) : first + (high - first) * share;
        }
        counts = counts(distribution);
        countsBefore = before.isPresent() ? counts(before.get().distribution()) : new long[bars];
    }

    private long[] counts(Distribution of) {
        long[] counted = new long[edges.length - 1];
        for (Bucket bucket : of.buckets()) {
            double middle = (bucket.from() + bucket.to()) / 2 / figures.length();
            int at = Arrays.binarySearch(edges, middle);
            int bar = at >= 0 ? at : -at - 2;
            counted[Math.max(0, Math.min(bar, counted.length - 1))] += bucket.count();
        }
        return counted;
    }

    static Element of(Phase phase, Distribution distribution, Optional<OfBaseline> before, SeriesFindings findings) {
        HtmlDistribution drawn = new HtmlDistribution(distribution, before);
        List<Node> caption = new ArrayList<>();
        caption.add(Element.of("b", "Distribution"));
        caption.add(Element.plain(" of " + Counted.of(distribution.count(), "item") + " of this run"
                + (drawn.times.isLogarithmic() ? "; logarithmic axis, bars of equal ratio" : "; bars of equal width")
                + drawn.ofBaseline(phase, findings)));
        return HtmlParts.figure(caption, drawn.draw(phase, findings), List.of(drawn.data()));
    }

    private String ofBaseline(Phase phase, SeriesFindings findings) {
        boolean hasLines = !lines(phase, findings).isEmpty();
        if (before.isEmpty()) {
            return hasLines ? ". Dashed: medians of the baseline, whose distributions were not kept" : "";
        }
        return ". Outline: " + Counted.of(before.get().runs(), "run") + " of the baseline, "
                + Counted.of(before.get().distribution().count(), "item") + ", scaled to this run"
                + (hasLines ? "; dashed: its medians" : "");
    }

    /** As many as the buckets can fill: a bar is never narrower than what was told apart. */
    private static int bars(List<Bucket> buckets, boolean isLogarithmic, double all) {
        double widest = 0;
        for (Bucket bucket : buckets) {
            boolean isFirst = bucket.from() <= 0;
            double width = !isLogarithmic
                    ? bucket.to() - bucket.from()
                    : isFirst ? 0 : Math.log(bucket.to()) - Math.log(bucket.from());
            widest = Math.max(widest, width);
        }
        return widest <= 0 ? MOST_BARS : (int) Math.max(1, Math.min(MOST_BARS, Math.floor(all / widest)));
    }

    private Element draw(Phase phase, SeriesFindings findings) {
        double[] scaled = scaled();
        double most = Math.max(
                (double) Arrays.stream(counts).max().orElse(1),
                Arrays.stream(scaled).max().orElse(1));
        // There are no halves of items to mark.
        Axis axis = Axis.fromZero(Math.max(4, most), 4);
        Area area = new Area(Drawing.roomFor(axis), 52, HtmlPhase.WIDTH - 10, HEIGHT - 22);
        Scale x = times.over(area.left(), area.right());
        Scale y = axis.over(area.bottom(), area.top());
        Drawing drawing = new Drawing(HtmlPhase.WIDTH, HEIGHT, "Distribution", description());
        drawing.gridAcross(y, area);
        drawing.labelsUnder(x, area, figures.unit());
        double[] across = Arrays.stream(edges).map(x::at).map(Math::rint).toArray();
        drawing.bars(across, tops(Arrays.stream(counts).asDoubleStream(), y), area.bottom(), Ink.MAIN);
        if (before.isPresent()) {
            drawing.steps(across, tops(Arrays.stream(scaled), y), area.bottom(), Ink.TEXT);
        }
        Map<String, Double> lines = lines(phase, findings);
        lines.values().forEach(value -> {
            double at = x.at(value);
            drawing.rule(at, area.top() - 4, at, area.bottom(), Ink.TEXT, true);
        });
        lines.forEach((percentile, value) ->
                drawing.label(x.at(value), area.top() - 20, "middle", Ink.TEXT, percentile + " before"));
        return drawing.element();
    }

    /** The percentiles of the baseline that lie on the axis, in its unit. */
    private Map<String, Double> lines(Phase phase, SeriesFindings findings) {
        Map<String, Double> lines = new LinkedHashMap<>();
        for (String percentile : Phase.PERCENTILES) {
            baseline(phase, percentile, findings).ifPresent(baseline -> {
                double value = baseline.median() / figures.length();
                if (value >= times.low() && value <= times.high()) {
                    lines.put(percentile, value);
                }
            });
        }
        return lines;
    }

    /** What this run would have in each bar if its items were as those of the baseline. */
    private double[] scaled() {
        double share = before.isEmpty()
                ? 0
                : (double) distribution.count() / before.get().distribution().count();
        return Arrays.stream(countsBefore).mapToDouble(count -> count * share).toArray();
    }

    /** In whole pixels, and at least one for anything at all, so that no item is lost to sight. */
    private static double[] tops(DoubleStream counts, Scale y) {
        return counts.map(count -> Math.floor(y.at(count))).toArray();
    }

    private static Optional<Baseline> baseline(Phase phase, String percentile, SeriesFindings findings) {
        return findings.compared(new SeriesName(phase.key(), new PhaseMetric.Latency(percentile)))
                .flatMap(BaselineVerdict::baseline);
    }

    private String description() {
        int bar = highest(counts);
        List<Bucket> buckets = distribution.buckets();
        String most = Counted.of(distribution.count(), "item") + " between "
                + text(buckets.get(0).from() / figures.length()) + " and "
                + text(buckets.get(buckets.size() - 1).to() / figures.length()) + " " + figures.unit()
                + "; the highest bar, of " + counts[bar] + ", is between " + text(edges[bar]) + " and "
                + text(edges[bar + 1]) + " " + figures.unit();
        if (before.isEmpty()) {
            return most;
        }
        int highest = highest(countsBefore);
        return most + "; that of the baseline between " + text(edges[highest]) + " and " + text(edges[highest + 1]);
    }

    private static int highest(long[] of) {
        int highest = 0;
        for (int i = 1; i < of.length; i++) {
            highest = of[i] > of[highest] ? i : highest;
        }
        return highest;
    }

    private Element data() {
        List<String> header = new ArrayList<>(List.of("from, " + figures.unit(), "items"));
        if (before.isPresent()) {
            header.add("of the baseline");
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i <= counts.length; i++) {
            boolean isEnd = i == counts.length;
            List<String> row = new ArrayList<>(List.of(text(edges[i]), isEnd ? "" : String.valueOf(counts[i])));
            if (before.isPresent()) {
                row.add(isEnd ? "" : String.valueOf(countsBefore[i]));
            }
            rows.add(row);
        }
        return HtmlParts.data(header, rows);
    }

    /** @param figure in the unit of the axis */
    private String text(double figure) {
        return figures.text(BaselineWording.decimal(figure * figures.length()));
    }
}
