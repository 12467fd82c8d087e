package io.github.metricsgate.report;

import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceCurve;
import io.github.metricsgate.metrics.ResourceCurve.Extremes;
import io.github.metricsgate.metrics.ResourceCurve.Stretch;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.chart.Area;
import io.github.metricsgate.report.chart.Axis;
import io.github.metricsgate.report.chart.Drawing;
import io.github.metricsgate.report.chart.Ink;
import io.github.metricsgate.report.chart.Mark;
import io.github.metricsgate.report.chart.Scale;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.text.Figures;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the machine did over the run: of each stretch of time the smallest and the largest sample. */
final class HtmlResources {

    private static final double HEIGHT = 150;

    private HtmlResources() {}

    /** A picture of each resource that people look at; none without samples. */
    static List<Element> of(ResourceCurve curve) {
        List<Element> figures = new ArrayList<>();
        if (!curve.stretches().isEmpty()) {
            figures.add(of(curve, Resource.CPU_PERCENT, "CPU", "%"));
            figures.add(of(curve, Resource.RSS_MB, "RSS", "MB"));
        }
        return figures;
    }

    private static Element of(ResourceCurve curve, Resource resource, String name, String unit) {
        List<@Nullable Stretch> slots = slots(curve);
        Instant start = curve.stretches().get(0).start();
        double[] low = new double[slots.size()];
        double[] high = new double[slots.size()];
        int highest = -1;
        for (int i = 0; i < slots.size(); i++) {
            Stretch stretch = slots.get(i);
            Extremes extremes = stretch == null ? null : stretch.extremes().get(resource);
            low[i] = extremes == null ? Double.NaN : extremes.min();
            high[i] = extremes == null ? Double.NaN : extremes.max();
            highest = extremes != null && (highest < 0 || high[i] > high[highest]) ? i : highest;
        }
        double most = highest < 0 ? 0 : high[highest];
        BigDecimal milliseconds = BigDecimal.valueOf(curve.milliseconds()).multiply(BigDecimal.valueOf(slots.size()));
        Figures times = Figures.row(List.of(milliseconds), List.of(), Unit.TIME);
        String maximum = plain(most) + " " + unit;
        String description = name + " over " + times.withUnit(milliseconds) + " from " + HtmlParts.minute(start)
                + " UTC: at most " + maximum
                + (highest < 0 ? "" : ", after " + times.withUnit(BigDecimal.valueOf(curve.milliseconds()).multiply(BigDecimal.valueOf(highest))));
        Axis values = Axis.fromZero(most, 4);
        Area area = new Area(Drawing.roomFor(values), 20, HtmlPhase.WIDTH - 10, HEIGHT - 22);
        Axis time = Axis.fromZero(milliseconds.doubleValue() / times.length(), 7);
        // The picture ends with the run, not with the next round number.
        Axis run = new Axis(0, milliseconds.doubleValue() / times.length(), false, time.ticks().stream()
                .filter(tick -> tick.value() * times.length() <= milliseconds.doubleValue())
                .toList());
        Scale x = run.over(area.left(), area.right());
        Scale y = values.over(area.bottom(), area.top());
        Drawing drawing = new Drawing(HtmlPhase.WIDTH, HEIGHT, name + " over the run", description);
        drawing.gridAcross(y, area);
        drawing.gridDown(x, area, times.unit());
        double[] xs = new double[slots.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = x.at((i + 0.5) * curve.milliseconds() / times.length());
        }
        double[] lows = Arrays.stream(low).map(value -> Double.isNaN(value) ? value : y.at(value)).toArray();
        double[] highs = Arrays.stream(high).map(value -> Double.isNaN(value) ? value : y.at(value)).toArray();
        drawing.band(xs, lows, highs, Ink.MAIN).line(xs, highs, Ink.MAIN);
        if (highest >= 0) {
            drawing.mark(xs[highest], highs[highest], Mark.DOT, 3.5, Ink.MAIN);
            String anchor = xs[highest] > HtmlPhase.WIDTH / 2 ? "end" : "start";
            drawing.label(xs[highest], highs[highest] - 2, anchor, Ink.TEXT, maximum);
        }
        List<Node> caption = List.of(
                Element.of("b", name),
                Element.of(
                        "span",
                        " over the run, in " + unit + "; line: the largest sample of each "
                                + HtmlParts.figure(BigDecimal.valueOf(curve.milliseconds()), Unit.TIME)
                                + ", band: down to the smallest"));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            Stretch stretch = slots.get(i);
            if (stretch != null) {
                rows.add(List.of(
                        withSeconds(stretch.start()),
                        Double.isNaN(low[i]) ? VerdictTable.NONE : plain(low[i]),
                        Double.isNaN(high[i]) ? VerdictTable.NONE : plain(high[i]),
                        String.valueOf(stretch.samples())));
            }
        }
        return HtmlParts.figure(
                caption,
                drawing.element(),
                List.of(HtmlParts.data(
                        name + " over the run: data",
                        List.of("from (UTC)", "smallest, " + unit, "largest, " + unit, "samples"),
                        rows)));
    }

    /** The stretches at their places in time; null where nothing was measured. */
    private static List<@Nullable Stretch> slots(ResourceCurve curve) {
        List<Stretch> stretches = curve.stretches();
        List<@Nullable Stretch> slots = new ArrayList<>();
        Instant start = stretches.get(0).start();
        for (Stretch stretch : stretches) {
            long place = Duration.between(start, stretch.start()).toMillis() / curve.milliseconds();
            while (slots.size() < Math.min(place, 4L * ResourceCurve.MOST)) {
                slots.add(null);
            }
            slots.add(stretch);
        }
        return slots;
    }

    private static String plain(double value) {
        return Figures.row(List.of(), List.of(), Unit.NUMBER).text(BaselineWording.decimal(value));
    }

    private static String withSeconds(Instant time) {
        String text = time.toString();
        return text.replace('T', ' ').substring(0, text.length() - 1);
    }
}
