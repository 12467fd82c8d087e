package io.github.metricsgate.report.chart;

import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture that is made of a few shapes. Values that are {@link Double#NaN} were not measured: a line is broken there,
 * and a band or a bar left out. Everything is said by attributes, so that it needs no style sheet.
 */
public final class Drawing {

    private static final String STROKE = "stroke=";
    private static final String FILL = "fill=";
    private static final double TEXT_SIZE = 12;
    private static final double LINE_HEIGHT = 14;

    /** The width of a digit, in its height. */
    private static final double DIGIT = 0.62;

    private final Element picture;
    private final List<Area> taken = new ArrayList<>();
    private final double width;
    private Outline outline = new Outline();
    private String looksOfOutline = "";
    private Element texts = Element.of("g");
    private String looksOfTexts = "";

    /**
     * An empty picture.
     *
     * @param title what it shows
     * @param description what it says, for those who cannot see it
     */
    public Drawing(double width, double height, String title, String description) {
        this.width = width;
        picture = Element.of("svg")
                .with("viewBox", "0 0 " + Element.tenths(width) + " " + Element.tenths(height))
                .with("width", width)
                .with("height", height)
                .with("role", "img")
                .with("font-size", TEXT_SIZE)
                .add(Element.of("title", title))
                .add(Element.of("desc", description));
    }

    public Element element() {
        finishOutline();
        finishTexts();
        return picture;
    }

    /** How much room the labels of an axis need beside it, also if they are drawn larger on a small screen. */
    public static double roomFor(Axis axis) {
        return Math.ceil(axis.longestLabel() * TEXT_SIZE * DIGIT * 1.35) + 8;
    }

    /** A ground and a font of its own, for a picture that is a file of its own, which others put on any page. */
    public Drawing ground(double height) {
        picture.with("xmlns", "http://www.w3.org/2000/svg")
                .with("color", "#1f2328")
                .with("font-family", "system-ui,sans-serif")
                .add(Element.of("rect")
                        .with("x", 0.5)
                        .with("y", 0.5)
                        .with("width", width - 1)
                        .with("height", height - 1)
                        .with("rx", 6)
                        .with("fill", "#ffffff")
                        .with("stroke", "#d0d7de"));
        return this;
    }

    /** Lines across the area at the ticks, with the labels to the left of it. */
    public Drawing gridAcross(Scale y, Area area) {
        for (Axis.Tick tick : y.axis().ticks()) {
            double at = Math.rint(y.at(tick.value()));
            faint().moveTo(area.left(), at).lineTo(area.right(), at);
        }
        for (Axis.Tick tick : y.axis().ticks()) {
            text(area.left() - 6, y.at(tick.value()) + 4, "end", Ink.QUIET, tick.label());
        }
        return this;
    }

    /** Lines up and down the area at the ticks, with the labels under it. */
    public Drawing gridDown(Scale x, Area area, String unit) {
        for (Axis.Tick tick : x.axis().ticks()) {
            double at = Math.rint(x.at(tick.value()));
            faint().moveTo(at, area.top()).lineTo(at, area.bottom());
        }
        return labelsUnder(x, area, unit);
    }

    /** The labels of the ticks under the area, the last one with the unit; any other that has no room is left out. */
    public Drawing labelsUnder(Scale x, Area area, String unit) {
        List<Axis.Tick> ticks = x.axis().ticks();
        if (ticks.isEmpty()) {
            return this;
        }
        Axis.Tick last = ticks.get(ticks.size() - 1);
        String lastLabel = last.label() + (unit.isEmpty() ? "" : " " + unit);
        double lastHalf = halfOf(lastLabel);
        double lastMiddle = Math.min(x.at(last.value()), width - lastHalf);
        double free = Double.NEGATIVE_INFINITY;
        for (Axis.Tick tick : ticks.subList(0, ticks.size() - 1)) {
            double half = halfOf(tick.label());
            double middle = x.at(tick.value());
            if (middle - half > free && middle + half + 6 < lastMiddle - lastHalf) {
                text(middle, area.bottom() + 16, "middle", Ink.QUIET, tick.label());
                free = middle + half + 6;
            }
        }
        return text(lastMiddle, area.bottom() + 16, "middle", Ink.QUIET, lastLabel);
    }

    /** Half of the room that a label needs, also if it is drawn larger on a small screen. */
    private static double halfOf(String label) {
        return widthOf(label) * 1.3 / 2;
    }

    /**
     * A line through the points, to whole pixels up and down, as it has many; one that has no neighbour is as small a line as
     * can be seen.
     */
    public Drawing line(double[] x, double[] exactY, Ink ink) {
        double[] y = Arrays.stream(exactY).map(Math::rint).toArray();
        Outline line = drawn(ink, STROKE, "stroke-width=1.5|fill=none");
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(y[i])) {
                continue;
            }
            boolean begins = i == 0 || Double.isNaN(y[i - 1]);
            if (!begins) {
                line.lineTo(x[i], y[i]);
            } else if (i < x.length - 1 && !Double.isNaN(y[i + 1])) {
                line.moveTo(x[i], y[i]);
            } else {
                line.moveTo(x[i] - 1.5, y[i]).lineTo(x[i] + 1.5, y[i]);
            }
        }
        return this;
    }

    /** What lies between two lines, {@code exactTo} above; out to whole pixels. */
    public Drawing band(double[] x, double[] exactFrom, double[] exactTo, Ink ink) {
        double[] from = Arrays.stream(exactFrom).map(Math::ceil).toArray();
        double[] to = Arrays.stream(exactTo).map(Math::floor).toArray();
        Outline band = drawn(ink, FILL, "fill-opacity=.22");
        int begin = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i < x.length && !Double.isNaN(from[i]) && !Double.isNaN(to[i])) {
                continue;
            }
            for (int at = begin; at < i; at++) {
                if (at == begin) {
                    band.moveTo(x[at], to[at]);
                } else {
                    band.lineTo(x[at], to[at]);
                }
            }
            for (int at = i - 1; at >= begin; at--) {
                band.lineTo(x[at], from[at]);
            }
            if (i > begin) {
                band.close();
            }
            begin = i + 1;
        }
        return this;
    }

    /** A rectangle that is a range and no bar: where values usually are, out to whole pixels. */
    public Drawing range(Area area, Ink ink) {
        drawn(ink, FILL, "fill-opacity=.22")
                .rectangle(new Area(
                        Math.floor(area.left()),
                        Math.floor(area.top()),
                        Math.ceil(area.right()),
                        Math.ceil(area.bottom())));
        return this;
    }

    /** A bar of its own: its length begins at zero. */
    public Drawing bar(Area area, Ink ink) {
        drawn(ink, FILL, "fill-opacity=.8").rectangle(area);
        return this;
    }

    /**
     * Bars that stand next to each other on {@code ground}: of a histogram, in which there is nothing between two.
     *
     * @param edges of the bars, one more than there are bars
     * @param tops where each ends
     */
    public Drawing bars(double[] edges, double[] tops, double ground, Ink ink) {
        Outline bars = drawn(ink, FILL, "fill-opacity=.7");
        for (int i = 0; i < tops.length; i++) {
            if (!isBar(tops, i, ground)) {
                continue;
            }
            if (i == 0 || !isBar(tops, i - 1, ground)) {
                bars.moveTo(edges[i], ground);
            }
            bars.lineTo(edges[i], tops[i]).lineTo(edges[i + 1], tops[i]);
            if (!isBar(tops, i + 1, ground)) {
                bars.lineTo(edges[i + 1], ground).close();
            }
        }
        return this;
    }

    /**
     * The outline of such bars, to be laid over others.
     *
     * @param edges of the bars, one more than there are bars
     * @param tops where each ends
     */
    public Drawing steps(double[] edges, double[] tops, double ground, Ink ink) {
        Outline steps = drawn(ink, STROKE, "stroke-width=1.5|fill=none");
        double from = ground;
        for (int i = 0; i < tops.length; i++) {
            if (i == 0) {
                steps.moveTo(edges[0], ground);
            }
            if (tops[i] != from) {
                steps.lineTo(edges[i], tops[i]);
            }
            steps.lineTo(edges[i + 1], tops[i]);
            from = tops[i];
        }
        if (from != ground) {
            steps.lineTo(edges[tops.length], ground);
        }
        return this;
    }

    private static boolean isBar(double[] tops, int at, double ground) {
        return at < tops.length && !Double.isNaN(tops[at]) && tops[at] != ground;
    }

    /** A line from one point to another; broken into dashes if it is no data. */
    public Drawing rule(double x1, double y1, double x2, double y2, Ink ink, boolean isDashed) {
        drawn(ink, STROKE, isDashed ? "stroke-dasharray=4 3" : "stroke-width=2")
                .moveTo(Math.rint(x1), Math.rint(y1))
                .lineTo(Math.rint(x2), Math.rint(y2));
        return this;
    }

    /**
     * Marks a place.
     *
     * @param size half of the width of the mark
     */
    public Drawing mark(double x, double y, Mark mark, double size, Ink ink) {
        if (mark == Mark.DOT) {
            // The round ends of a line that is nearly nothing: a tenth of the length of a circle's outline.
            drawn(ink, STROKE, "stroke-linecap=round|stroke-width=" + Element.tenths(2 * size))
                    .moveTo(x, y)
                    .lineTo(x + 0.1, y);
            return this;
        }
        Outline shape = drawn(ink, FILL, "");
        if (mark == Mark.DIAMOND) {
            shape.moveTo(x, y - size).lineTo(x + size, y).lineTo(x, y + size).lineTo(x - size, y);
        } else if (mark == Mark.TRIANGLE) {
            shape.moveTo(x, y - size).lineTo(x + size, y + size).lineTo(x - size, y + size);
        } else {
            shape.moveTo(x - size, y - size)
                    .lineTo(x + size, y - size)
                    .lineTo(x + size, y + size)
                    .lineTo(x - size, y + size);
        }
        shape.close();
        return this;
    }

    /** A circle that is not filled: a value that was not measured, but worked out from one that was. */
    public Drawing ring(double x, double y, double radius, Ink ink) {
        drawn(ink, STROKE, "stroke-width=1.5|fill=none").moveTo(x, y - radius).round(radius);
        return this;
    }

    /** Text that is always there. */
    public Drawing text(double x, double y, String anchor, Ink ink, String text) {
        taken.add(boxOf(x, y, anchor, text));
        String looks = ink + anchor;
        if (!looks.equals(looksOfTexts)) {
            finishOutline();
            finishTexts();
            looksOfTexts = looks;
            texts = Element.of("g").with("fill", ink.colour());
            if (!anchor.equals("start")) {
                texts.with("text-anchor", anchor);
            }
        }
        texts.add(Element.of("text")
                .with("x", Math.rint(x))
                .with("y", Math.rint(y))
                .text(text));
        return this;
    }

    /** Text beside a point: over it, else under it; left out if other text is at both places. */
    public Drawing label(double x, double y, String anchor, Ink ink, String text) {
        return label(x, new double[] {y - 5, y + LINE_HEIGHT}, anchor, ink, text);
    }

    /** The same, rather under it. */
    public Drawing labelUnder(double x, double y, String anchor, Ink ink, String text) {
        return label(x, new double[] {y + LINE_HEIGHT, y - 5}, anchor, ink, text);
    }

    private Drawing label(double wantedX, double[] places, String anchor, Ink ink, String text) {
        Area wanted = boxOf(wantedX, 0, anchor, text);
        // Not beyond the picture, which would cut it off; if it is wider than that, its beginning is seen.
        double x = wantedX - Math.max(0, wanted.right() - width);
        x += Math.max(0, wantedX - x - wanted.left());
        for (double place : places) {
            Area box = boxOf(x, place, anchor, text);
            if (box.top() > 0 && isFree(box)) {
                return text(x, place, anchor, ink, text);
            }
        }
        return this;
    }

    /** The width of a text, roughly: no font is known here. */
    public static double widthOf(String text) {
        return SafeText.width(text) * TEXT_SIZE * DIGIT;
    }

    private static Area boxOf(double x, double y, String anchor, String text) {
        double length = widthOf(text);
        double left = x - (anchor.equals("end") ? length : anchor.equals("middle") ? length / 2 : 0);
        return new Area(left, y - TEXT_SIZE, left + length, y + 2);
    }

    private boolean isFree(Area box) {
        for (Area other : taken) {
            if (overlap(other, box)) {
                return false;
            }
        }
        return true;
    }

    private static boolean overlap(Area one, Area other) {
        return one.left() < other.right()
                && other.left() < one.right()
                && one.top() < other.bottom()
                && other.top() < one.bottom();
    }

    private Outline faint() {
        return outline("stroke=#8884");
    }

    /** @param more another attribute with its value; empty for none */
    private Outline drawn(Ink ink, String how, String more) {
        return outline(how + ink.colour() + (more.isEmpty() ? "" : "|" + more));
    }

    /** Shapes that look alike and follow each other are one. */
    private Outline outline(String looks) {
        if (!looks.equals(looksOfOutline)) {
            finishTexts();
            finishOutline();
            looksOfOutline = looks;
        }
        return outline;
    }

    private void finishOutline() {
        if (!outline.isEmpty()) {
            Element path = Element.of("path");
            int begin = 0;
            while (begin < looksOfOutline.length()) {
                int equals = looksOfOutline.indexOf('=', begin);
                int bar = looksOfOutline.indexOf('|', begin);
                int end = bar < 0 ? looksOfOutline.length() : bar;
                path.with(looksOfOutline.substring(begin, equals), looksOfOutline.substring(equals + 1, end));
                begin = end + 1;
            }
            picture.add(path.with("d", outline.toString()));
            outline = new Outline();
        }
        looksOfOutline = "";
    }

    private void finishTexts() {
        if (!looksOfTexts.isEmpty()) {
            picture.add(texts);
        }
        looksOfTexts = "";
    }
}
