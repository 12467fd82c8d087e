package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Distribution.Bucket;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Unit;
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

/**
 * How many items of a phase took how long, over what the baseline's percentiles are: a history keeps no histograms, so
 * there are no bars of the baseline.
 */
final class HtmlDistribution {

    private static final int MOST_BARS = 22;
    private static final double HEIGHT = 200;

    /** Times that are this many times apart are shown on a logarithmic axis. */
    private static final double FAR_APART = 8;

    private final Distribution distribution;
    private final Figures figures;
    private final Axis times;
    private final double[] edges;
    private final long[] counts;

    private HtmlDistribution(Distribution distribution) {
        this.distribution = distribution;
        List<Bucket> buckets = distribution.buckets();
        double from = buckets.get(0).from();
        double to = buckets.get(buckets.size() - 1).to();
        figures =
                Figures.row(List.of(BaselineWording.decimal(from), BaselineWording.decimal(to)), List.of(), Unit.TIME);
        double length = figures.length();
        double low = from / length;
        double high = to / length;
        double smallest = buckets.get(0).from() > 0 ? low : buckets.get(0).to() / length;
        boolean isLogarithmic = smallest > 0 && high > FAR_APART * smallest;
        times = isLogarithmic ? Axis.logarithmic(smallest, high) : Axis.between(low, high, 6);
        int bars = bars(isLogarithmic);
        counts = new long[bars];
        edges = new double[bars + 1];
        double first = isLogarithmic ? smallest : low;
        for (int i = 0; i <= bars; i++) {
            double share = (double) i / bars;
            edges[i] = isLogarithmic ? first * Math.pow(high / first, share) : first + (high - first) * share;
        }
        for (Bucket bucket : buckets) {
            double middle = (bucket.from() + bucket.to()) / 2 / length;
            int at = Arrays.binarySearch(edges, middle);
            int bar = at >= 0 ? at : -at - 2;
            counts[Math.max(0, Math.min(bar, bars - 1))] += bucket.count();
        }
    }

    static Element of(Phase phase, Distribution distribution, SeriesFindings findings) {
        HtmlDistribution drawn = new HtmlDistribution(distribution);
        List<Node> caption = new ArrayList<>();
        caption.add(Element.of("b", "Distribution"));
        boolean hasBaseline =
                baseline(phase, Phase.PERCENTILES.get(0), findings).isPresent();
        caption.add(Element.plain(" of " + Counted.of(distribution.count(), "item") + " of this run"
                + (drawn.times.isLogarithmic() ? "; logarithmic axis, bars of equal ratio" : "; bars of equal width")
                + (hasBaseline ? ". Lines: medians of the baseline, which keeps no distributions" : "")));
        return HtmlParts.figure(caption, drawn.draw(phase, findings), List.of(drawn.data()));
    }

    /** As many as the buckets can fill: a bar is never narrower than what was told apart. */
    private int bars(boolean isLogarithmic) {
        double widest = 0;
        for (Bucket bucket : distribution.buckets()) {
            boolean isFirst = bucket.from() <= 0;
            double width = !isLogarithmic
                    ? bucket.to() - bucket.from()
                    : isFirst ? 0 : Math.log(bucket.to()) - Math.log(bucket.from());
            widest = Math.max(widest, width);
        }
        double all = isLogarithmic
                ? Math.log(times.high()) - Math.log(times.low())
                : distribution.buckets().get(distribution.buckets().size() - 1).to()
                        - distribution.buckets().get(0).from();
        return widest <= 0 ? MOST_BARS : (int) Math.max(1, Math.min(MOST_BARS, Math.floor(all / widest)));
    }

    private Element draw(Phase phase, SeriesFindings findings) {
        long most = Arrays.stream(counts).max().orElse(1);
        Axis axis = Axis.fromZero((double) most, 4);
        Area area = new Area(Drawing.roomFor(axis), 52, HtmlPhase.WIDTH - 10, HEIGHT - 22);
        Scale x = times.over(area.left(), area.right());
        Scale y = axis.over(area.bottom(), area.top());
        Drawing drawing = new Drawing(HtmlPhase.WIDTH, HEIGHT, "Distribution", description());
        drawing.gridAcross(y, area);
        drawing.labelsUnder(x, area, figures.unit());
        drawing.bars(
                Arrays.stream(edges).map(x::at).toArray(),
                Arrays.stream(counts).mapToDouble(y::at).toArray(),
                area.bottom(),
                Ink.MAIN);
        Map<String, Double> before = new LinkedHashMap<>();
        for (String percentile : Phase.PERCENTILES) {
            baseline(phase, percentile, findings).ifPresent(baseline -> {
                double value = baseline.median() / figures.length();
                if (value >= times.low() && value <= times.high()) {
                    before.put(percentile, x.at(value));
                }
            });
        }
        before.forEach((percentile, at) -> drawing.rule(at, area.top() - 4, at, area.bottom(), Ink.TEXT, true));
        before.forEach(
                (percentile, at) -> drawing.label(at, area.top() - 20, "middle", Ink.TEXT, percentile + " before"));
        return drawing.element();
    }

    private static Optional<Baseline> baseline(Phase phase, String percentile, SeriesFindings findings) {
        return findings.compared(new SeriesName(phase.key(), new PhaseMetric.Latency(percentile)))
                .flatMap(BaselineVerdict::baseline);
    }

    private String description() {
        int highest = 0;
        for (int i = 1; i < counts.length; i++) {
            highest = counts[i] > counts[highest] ? i : highest;
        }
        return Counted.of(distribution.count(), "item") + " between " + text(edges[0]) + " and "
                + text(edges[edges.length - 1]) + " " + figures.unit() + "; most of them, " + counts[highest]
                + " in one bar, between " + text(edges[highest]) + " and " + text(edges[highest + 1]) + " "
                + figures.unit();
    }

    private Element data() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            rows.add(List.of(text(edges[i]), String.valueOf(counts[i])));
        }
        rows.add(List.of(text(edges[counts.length]), ""));
        return HtmlParts.data(List.of("from, " + figures.unit(), "items"), rows);
    }

    /** @param figure in the unit of the axis */
    private String text(double figure) {
        return figures.text(BaselineWording.decimal(figure * figures.length()));
    }
}
