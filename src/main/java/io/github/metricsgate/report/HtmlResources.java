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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the machine did over the run: of each stretch of time the smallest and the largest sample. */
final class HtmlResources {

    private static final double HEIGHT = 150;

    /** More stretches could not be told apart in a picture; two next to each other become one. */
    private static final int MOST = 128;

    /** A gap in the samples may be of any length, and is not longer than this in the picture. */
    private static final long MOST_SLOTS = 4L * ResourceCurve.MOST;

    /** What people look at. */
    private record Shown(Resource resource, String title, String unit) {}

    private static final List<Shown> SHOWN =
            List.of(new Shown(Resource.CPU_PERCENT, "CPU", "%"), new Shown(Resource.RSS_MB, "RSS", "MB"));

    private final Instant start;
    private final long milliseconds;
    private final long[] samples;
    private final double[][] lows = new double[SHOWN.size()][];
    private final double[][] highs = new double[SHOWN.size()][];
    private final Figures times;

    private HtmlResources(ResourceCurve curve) {
        List<Stretch> stretches = curve.stretches();
        start = stretches.get(0).start();
        long last = slot(stretches.get(stretches.size() - 1), curve.milliseconds());
        int together = 1;
        while ((last + together) / together > MOST) {
            together *= 2;
        }
        milliseconds = curve.milliseconds() * together;
        int slots = (int) (last / together) + 1;
        samples = new long[slots];
        for (int i = 0; i < lows.length; i++) {
            lows[i] = new double[slots];
            highs[i] = new double[slots];
            Arrays.fill(lows[i], Double.NaN);
            Arrays.fill(highs[i], Double.NaN);
        }
        for (Stretch stretch : stretches) {
            add(stretch, (int) Math.min(slots - 1, slot(stretch, curve.milliseconds()) / together));
        }
        times = Figures.row(List.of(until(slots)), List.of(), Unit.TIME);
    }

    private long slot(Stretch stretch, long length) {
        return Math.min(MOST_SLOTS, (stretch.start().toEpochMilli() - start.toEpochMilli()) / length);
    }

    private void add(Stretch stretch, int slot) {
        samples[slot] += stretch.samples();
        for (int i = 0; i < SHOWN.size(); i++) {
            Extremes extremes = stretch.extremes().get(SHOWN.get(i).resource());
            if (extremes != null) {
                double[] low = lows[i];
                double[] high = highs[i];
                low[slot] = Double.isNaN(low[slot]) ? extremes.min() : Math.min(low[slot], extremes.min());
                high[slot] = Double.isNaN(high[slot]) ? extremes.max() : Math.max(high[slot], extremes.max());
            }
        }
    }

    /** A picture of each resource that people look at; none without samples. */
    static List<Element> of(ResourceCurve curve) {
        if (curve.stretches().isEmpty()) {
            return List.of();
        }
        HtmlResources drawn = new HtmlResources(curve);
        List<Element> figures = new ArrayList<>();
        for (int i = 0; i < SHOWN.size(); i++) {
            // One table for both: they have the same times.
            boolean isLast = i == SHOWN.size() - 1;
            figures.add(drawn.figure(i, isLast ? List.of(drawn.data()) : List.of()));
        }
        return figures;
    }

    private Element figure(int which, List<? extends Node> data) {
        Shown shown = SHOWN.get(which);
        List<Node> caption = List.of(
                Element.of("b", shown.title()),
                Element.plain(" over the run, in " + shown.unit() + ". Line: the largest sample of each "
                        + HtmlParts.figure(BigDecimal.valueOf(milliseconds), Unit.TIME)
                        + "; band: down to the smallest"));
        return HtmlParts.figure(caption, draw(which), data);
    }

    private Element draw(int which) {
        Shown shown = SHOWN.get(which);
        double[] high = highs[which];
        int highest = -1;
        for (int i = 0; i < high.length; i++) {
            if (!Double.isNaN(high[i]) && (highest < 0 || high[i] > high[highest])) {
                highest = i;
            }
        }
        String maximum = highest < 0 ? VerdictTable.NONE : plain(high[highest]) + " " + shown.unit();
        String description = shown.title() + " over " + times.withUnit(until(high.length)) + " from "
                + HtmlParts.minute(start) + " UTC: at most " + maximum
                + (highest < 0 ? "" : ", after " + times.withUnit(until(highest)));
        Axis values = Axis.fromZero(highest < 0 ? 0 : high[highest], 5);
        Area area = new Area(Drawing.roomFor(values), 20, HtmlPhase.WIDTH - 10, HEIGHT - 22);
        Scale x = time(high.length).over(area.left(), area.right());
        Scale y = values.over(area.bottom(), area.top());
        Drawing drawing = new Drawing(HtmlPhase.WIDTH, HEIGHT, shown.title() + " over the run", description);
        drawing.gridAcross(y, area);
        drawing.gridDown(x, area, times.unit());
        double[] xs = new double[high.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = x.at((i + 0.5) * milliseconds / times.length());
        }
        double[] tops = at(y, high);
        drawing.band(xs, at(y, lows[which]), tops, Ink.MAIN).line(xs, tops, Ink.MAIN);
        if (highest >= 0) {
            drawing.mark(xs[highest], tops[highest], Mark.DOT, 3.5, Ink.MAIN);
            String anchor = xs[highest] > HtmlPhase.WIDTH / 2 ? "end" : "start";
            drawing.label(xs[highest], tops[highest] - 2, anchor, Ink.TEXT, maximum);
        }
        return drawing.element();
    }

    /** It ends with the run, not with the next round number. */
    private Axis time(int slots) {
        double end = until(slots).doubleValue() / times.length();
        return Axis.fromZero(end, 7);
    }

    private Element data() {
        List<String> columns = new ArrayList<>(List.of("from, " + times.unit()));
        for (Shown shown : SHOWN) {
            columns.add(shown.title() + " smallest, " + shown.unit());
            columns.add("largest");
        }
        List<List<String>> rows = new ArrayList<>();
        for (int slot = 0; slot < samples.length; slot++) {
            if (samples[slot] > 0) {
                List<String> row = new ArrayList<>(List.of(times.text(until(slot))));
                for (int i = 0; i < lows.length; i++) {
                    row.add(plain(lows[i][slot]));
                    row.add(plain(highs[i][slot]));
                }
                rows.add(row);
            }
        }
        return HtmlParts.data(columns, rows);
    }

    private BigDecimal until(int slot) {
        return BigDecimal.valueOf(milliseconds).multiply(BigDecimal.valueOf(slot));
    }

    private static double[] at(Scale y, double[] values) {
        double[] places = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            places[i] = Double.isNaN(values[i]) ? Double.NaN : y.at(values[i]);
        }
        return places;
    }

    private static String plain(double value) {
        return Double.isNaN(value) ? VerdictTable.NONE : HtmlParts.figure(BaselineWording.decimal(value), Unit.NUMBER);
    }
}
