package io.github.metricsgate.report.chart;

import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture that is made of a few shapes. Values that are {@link Double#NaN} were not measured: a line is broken there,
 * and a band or a bar left out. Everything is said by attributes, so that it needs no style sheet.
 */
public final class Drawing {

    private static final double TEXT_SIZE = 12;
    private static final double LINE_HEIGHT = 14;

    /** The width of a digit, in its height. */
    private static final double DIGIT = 0.62;

    private final Element picture;
    private final List<Area> taken = new ArrayList<>();
    private final double width;

    /**
     * An empty picture.
     *
     * @param title what it shows
     * @param description what it says, for those who cannot see it
     */
    public Drawing(double width, double height, String title, String description) {
        this.width = width;
        picture = Element.of("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 " + Element.tenths(width) + " " + Element.tenths(height))
                .with("width", width)
                .with("height", height)
                .with("role", "img")
                .with("font-family", "system-ui,-apple-system,'Segoe UI',sans-serif")
                .with("font-size", TEXT_SIZE)
                .add(Element.of("title", title))
                .add(Element.of("desc", description));
    }

    public Element element() {
        return picture;
    }

    /** How much room the labels of an axis need beside it, also if they are drawn larger on a small screen. */
    public static double roomFor(Axis axis) {
        return axis.longestLabel() * TEXT_SIZE * DIGIT * 1.35 + 8;
    }

    /** A ground of its own, for a picture that others put on any, and the colour of text on it. */
    public Drawing ground(double height) {
        picture.with("color", "#1f2328").add(Element.of("rect")
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
        StringBuilder lines = new StringBuilder();
        for (Axis.Tick tick : y.axis().ticks()) {
            double at = y.at(tick.value());
            lines.append('M').append(point(area.left(), at)).append('H').append(Element.tenths(area.right()));
            text(area.left() - 6, at + 4, "end", Ink.QUIET, tick.label());
        }
        return faint(lines);
    }

    /** Lines up and down the area at the ticks, with the labels under it; a label that has no room is left out. */
    public Drawing gridDown(Scale x, Area area, String unit) {
        StringBuilder lines = new StringBuilder();
        double free = Double.NEGATIVE_INFINITY;
        List<Axis.Tick> ticks = x.axis().ticks();
        for (int i = 0; i < ticks.size(); i++) {
            Axis.Tick tick = ticks.get(i);
            double at = x.at(tick.value());
            lines.append('M').append(point(at, area.top())).append('V').append(Element.tenths(area.bottom()));
            boolean isLast = i == ticks.size() - 1;
            String label = isLast && !unit.isEmpty() ? tick.label() + " " + unit : tick.label();
            double half = widthOf(label) * 1.3 / 2;
            double middle = Math.min(at, width - half);
            if (middle - half > free) {
                text(middle, area.bottom() + 16, "middle", Ink.QUIET, label);
                free = middle + half + 6;
            }
        }
        return faint(lines);
    }

    /** A line through the points; one that has no neighbour is a dot. */
    public Drawing line(double[] x, double[] y, Ink ink) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(y[i])) {
                continue;
            }
            boolean begins = i == 0 || Double.isNaN(y[i - 1]);
            path.append(begins ? 'M' : 'L').append(point(x[i], y[i]));
            if (begins && (i == x.length - 1 || Double.isNaN(y[i + 1]))) {
                path.append("h0");
            }
        }
        return add(path(path.toString())
                .with("class", ink.key())
                .with("fill", "none")
                .with("stroke", ink.colour())
                .with("stroke-width", 1.5)
                .with("stroke-linejoin", "round")
                .with("stroke-linecap", "round"));
    }

    /** What lies between two lines. */
    public Drawing band(double[] x, double[] from, double[] to, Ink ink) {
        StringBuilder path = new StringBuilder();
        int begin = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i < x.length && !Double.isNaN(from[i]) && !Double.isNaN(to[i])) {
                continue;
            }
            for (int at = begin; at < i; at++) {
                path.append(at == begin ? 'M' : 'L').append(point(x[at], to[at]));
            }
            for (int at = i - 1; at >= begin; at--) {
                path.append('L').append(point(x[at], from[at]));
            }
            path.append(i > begin ? "Z" : "");
            begin = i + 1;
        }
        return filled(path.toString(), ink, 0.22);
    }

    /** A rectangle that is a range and no bar: where values usually are. */
    public Drawing range(Area area, Ink ink) {
        return filled(rectangle(area), ink, 0.22);
    }

    /**
     * Bars that stand on {@code ground}.
     *
     * @param edges of the bars, one more than there are bars
     * @param tops where each ends
     */
    public Drawing bars(double[] edges, double[] tops, double ground, Ink ink) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < tops.length; i++) {
            if (!Double.isNaN(tops[i]) && tops[i] != ground) {
                // A gap between bars, as far as they are wide enough for one.
                double gap = Math.min(0.5, (edges[i + 1] - edges[i]) / 4);
                path.append(rectangle(new Area(edges[i] + gap, tops[i], edges[i + 1] - gap, ground)));
            }
        }
        return filled(path.toString(), ink, 0.75);
    }

    /** A bar of its own: its length begins at zero. */
    public Drawing bar(Area area, Ink ink) {
        return filled(rectangle(area), ink, 0.85);
    }

    /** A line from one point to another; broken into dashes if it is no data. */
    public Drawing rule(double x1, double y1, double x2, double y2, Ink ink, boolean isDashed) {
        String direct = y1 == y2 ? "H" + Element.tenths(x2) : x1 == x2 ? "V" + Element.tenths(y2) : "L" + point(x2, y2);
        Element rule = path("M" + point(x1, y1) + direct)
                .with("class", ink.key())
                .with("stroke", ink.colour())
                .with("stroke-width", isDashed ? 1.2 : 2);
        return add(isDashed ? rule.with("stroke-dasharray", "4 3") : rule);
    }

    /** @param size half of its width */
    public Drawing mark(double x, double y, Mark mark, double size, Ink ink) {
        String shape = switch (mark) {
            case DOT ->
                "M" + point(x - size, y) + "a" + point(size, size) + " 0 1 0 " + point(2 * size, 0) + "a"
                        + point(size, size) + " 0 1 0 " + point(-2 * size, 0) + "Z";
            case DIAMOND ->
                "M" + point(x, y - size) + "l" + point(size, size) + "l" + point(-size, size) + "l"
                        + point(-size, -size) + "Z";
            case TRIANGLE -> "M" + point(x, y - size) + "l" + point(size, 2 * size) + "h" + Element.tenths(-2 * size) + "Z";
            case SQUARE -> rectangle(new Area(x - size, y - size, x + size, y + size));
        };
        return add(path(shape).with("class", ink.key()).with("fill", ink.colour()));
    }

    /** Text that is always there. */
    public Drawing text(double x, double y, String anchor, Ink ink, String text) {
        taken.add(boxOf(x, y, anchor, text));
        Element element = Element.of("text").with("x", x).with("y", y);
        if (!anchor.equals("start")) {
            element.with("text-anchor", anchor);
        }
        return add(element.with("class", ink.key()).with("fill", ink.colour()).text(text));
    }

    /** Text beside a point: over it, else under it; left out if other text is at both places. */
    public Drawing label(double x, double y, String anchor, Ink ink, String text) {
        for (double place : new double[] {y - 5, y + LINE_HEIGHT}) {
            Area box = boxOf(x, place, anchor, text);
            if (box.top() > 0 && taken.stream().noneMatch(other -> overlap(other, box))) {
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

    private static boolean overlap(Area one, Area other) {
        return one.left() < other.right()
                && other.left() < one.right()
                && one.top() < other.bottom()
                && other.top() < one.bottom();
    }

    private Drawing faint(StringBuilder lines) {
        return add(path(lines.toString())
                .with("class", "faint")
                .with("stroke", "currentColor")
                .with("stroke-opacity", "0.15"));
    }

    private Drawing filled(String shape, Ink ink, double opacity) {
        return shape.isEmpty() ? this : add(path(shape)
                .with("class", ink.key())
                .with("fill", ink.colour())
                .with("fill-opacity", String.valueOf(opacity)));
    }

    private Drawing add(Element shape) {
        picture.add(shape);
        return this;
    }

    private static Element path(String shape) {
        return Element.of("path").with("d", shape);
    }

    private static String rectangle(Area area) {
        return "M" + point(area.left(), area.top()) + "H" + Element.tenths(area.right()) + "V"
                + Element.tenths(area.bottom()) + "H" + Element.tenths(area.left()) + "Z";
    }

    private static String point(double x, double y) {
        return Element.tenths(x) + " " + Element.tenths(y);
    }
}
