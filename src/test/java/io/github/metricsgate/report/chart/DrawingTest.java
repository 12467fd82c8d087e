package io.github.metricsgate.report.chart;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DrawingTest {

    private static final long SEED = 20261126;
    private static final Area AREA = new Area(40, 10, 440, 110);
    private static final Pattern PART = Pattern.compile("([a-z])([^a-z]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(?:[0-9]+(?:\\.[0-9])?|\\.[0-9])");

    /** A place that a path goes to, and whether there is ink on the way. */
    private record Step(boolean isDrawn, double x, double y) {}

    @Test
    void aPictureSaysWhatItIsWithoutBeingSeen() {
        assertThat(svg(drawing -> {})).isEqualTo("""
                        <svg viewBox="0 0 480 120" width="480" height="120" role="img" \
                        font-size="12"><title>p99 &lt;1&gt;</title>
                        <desc>it rose</desc></svg>
                        """);
    }

    @Test
    void aLineGoesThroughItsPointsAndIsBrokenWhereNothingWasMeasured() {
        String path = path(drawing -> drawing.line(
                new double[] {0, 10, 20, 30, 40, 50, 60, 70},
                new double[] {5, 6.04, NaN, 7, NaN, 8, 8, 2.26},
                Ink.MAIN));
        assertThat(path).isEqualTo("m0 5 10 1m18.5 1h3m18.5 1h10l10-6");
        assertThat(steps(path))
                .containsExactly(
                        new Step(false, 0, 5),
                        new Step(true, 10, 6),
                        new Step(false, 28.5, 7),
                        new Step(true, 31.5, 7),
                        new Step(false, 50, 8),
                        new Step(true, 60, 8),
                        new Step(true, 70, 2));
    }

    @Test
    void aBandIsClosedAndHasAGapWhereNothingWasMeasured() {
        String path = path(drawing -> drawing.band(
                new double[] {0, 10, 20, 30, 40},
                new double[] {9, 8, NaN, 9, 9},
                new double[] {1, 2, 3, 1, 4},
                Ink.QUIET));
        assertThat(path).isEqualTo("m0 1 10 1v6l-10 1zm30 0 10 3v5h-10z");
    }

    @Test
    void barsStandOnTheirGroundAndOneOfNothingIsNotThere() {
        String path = path(drawing ->
                drawing.bars(new double[] {0, 10, 20, 30, 40}, new double[] {50, 100, 20, NaN}, 100, Ink.MAIN));
        assertThat(path).isEqualTo("m0 100v-50h10v50zm20 0v-80h10v80z");
    }

    @Test
    void stepsGoUpAndDownWithTheBarsThatTheyAreTheOutlineOf() {
        double[] edges = {0, 10, 20, 30};
        assertThat(path(drawing -> drawing.steps(edges, new double[] {50, 100, 20}, 100, Ink.TEXT)))
                .isEqualTo("m0 100v-50h10v50h10v-80h10v80");
        assertThat(path(drawing -> drawing.steps(edges, new double[] {100, 30, 30}, 100, Ink.TEXT)))
                .isEqualTo("m0 100h10v-70h10 10v70");
        assertThat(path(drawing -> drawing.steps(edges, new double[] {100, 30, 100}, 100, Ink.TEXT)))
                .isEqualTo("m0 100h10v-70h10v70h10");
    }

    @Test
    void whatLooksAlikeIsOnePath() {
        String svg = svg(drawing -> drawing.mark(10, 10, Mark.DOT, 4, Ink.MAIN)
                .mark(30, 10, Mark.DOT, 4, Ink.MAIN)
                .mark(50, 10, Mark.TRIANGLE, 4, Ink.ALARM)
                .mark(50, 30, Mark.DIAMOND, 4, Ink.ALARM)
                .mark(50, 50, Mark.SQUARE, 4, Ink.CAUTION));
        assertThat(svg.lines()
                        .filter(line -> line.contains("<path"))
                        .map(line -> line.substring(line.indexOf("<path"))))
                .containsExactly(
                        "<path stroke=\"#28d\" stroke-linecap=\"round\" stroke-width=\"8\" d=\"m10 10h.1m19.9 0h.1\"/>",
                        "<path fill=\"#c33\" d=\"m50 6 4 8h-8zm0 20 4 4-4 4-4-4z\"/>",
                        "<path fill=\"#b70\" d=\"m46 46h8v8h-8z\"/>");
    }

    @Test
    void aGridHasALineAndALabelForEachTick() {
        Axis axis = Axis.fromZero(100, 4);
        String svg = svg(drawing -> drawing.gridAcross(axis.over(AREA.bottom(), AREA.top()), AREA)
                .gridDown(axis.over(AREA.left(), AREA.right()), AREA, "ms"));
        assertThat(svg)
                .contains("d=\"m40 110h400m-400-50h400m-400-50h400\"", "d=\"m40 10v100m200-100v100m200-100v100\"")
                .contains(
                        "<text x=\"34\" y=\"114\">0</text><text x=\"34\" y=\"64\">50</text><text x=\"34\" y=\"14\">100</text>")
                .contains(
                        "<text x=\"40\" y=\"126\">0</text><text x=\"240\" y=\"126\">50</text><text x=\"440\" y=\"126\">100 ms</text>");
    }

    /** Without its unit, nobody knows what an axis counts. */
    @Test
    void theLabelWithTheUnitIsThereWhateverHasNoRoomBesideIt() {
        Axis axis = Axis.between(100, 100.1, 6);
        String svg = svg(drawing -> drawing.gridDown(axis.over(AREA.left(), AREA.right()), AREA, "milliseconds"));
        assertThat(svg)
                .contains(">100.04</text>", ">100.1 milliseconds</text>")
                .doesNotContain(">100.06</text>", ">100.08</text>");
    }

    @Test
    void aLabelGivesWayToAnotherAndIsLeftOutWhereThereIsNoRoom() {
        String svg = svg(drawing -> drawing.label(100, 50, "start", Ink.TEXT, "first")
                .label(102, 50, "start", Ink.TEXT, "second")
                .label(104, 50, "start", Ink.TEXT, "third")
                .label(300, 50, "start", Ink.TEXT, "fourth"));
        assertThat(svg)
                .contains("<text x=\"100\" y=\"45\">first</text><text x=\"102\" y=\"64\">second</text>"
                        + "<text x=\"300\" y=\"45\">fourth</text>")
                .doesNotContain("third");
    }

    /** Its twelve letters take 89 pixels, as far as that is known without a font. */
    @Test
    void aLabelIsMovedIntoThePictureThatWouldCutItOff() {
        String svg = svg(drawing -> drawing.label(470, 50, "start", Ink.TEXT, "to the right")
                .label(5, 80, "end", Ink.TEXT, "from left on")
                .label(400, 110, "start", Ink.TEXT, "much too wide ".repeat(6)));
        assertThat(svg)
                .contains("<text x=\"391\" y=\"45\">to the right</text>")
                .contains("<text x=\"89\" y=\"75\">from left on</text>")
                .contains("<text x=\"0\" y=\"105\">much too wide ");
    }

    @Test
    void textsAreOnlyText() {
        assertThat(svg(drawing -> drawing.text(1, 2, "start", Ink.TEXT, "</text><script>")))
                .contains("<text x=\"1\" y=\"2\">&lt;/text&gt;&lt;script&gt;</text>");
    }

    /** Rounding must not add up over many points, and no value may be drawn outside. */
    @Test
    void everyPointIsWhereItsValueIsToAPixelAndInsideTheArea() {
        System.out.println("seed " + SEED);
        RandomGenerator random = new SplittableRandom(SEED);
        int seen = 0;
        for (int chart = 0; chart < 200; chart++) {
            int points = random.nextInt(1, 130);
            double[] values = new double[points];
            double high = 0;
            for (int i = 0; i < points; i++) {
                values[i] = random.nextInt(12) == 0 ? NaN : random.nextDouble() * Math.pow(10, random.nextInt(-3, 9));
                high = Double.isNaN(values[i]) ? high : Math.max(high, values[i]);
            }
            Scale y = Axis.fromZero(high, 5).over(AREA.bottom(), AREA.top());
            Scale x = Axis.ofPlaces(points).over(AREA.left() + 5, AREA.right() - 5);
            double[] xs = new double[points];
            double[] ys = new double[points];
            List<double[]> places = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                xs[i] = x.at(i);
                ys[i] = Double.isNaN(values[i]) ? NaN : y.at(values[i]);
                if (!Double.isNaN(ys[i])) {
                    places.add(new double[] {xs[i], ys[i]});
                }
            }
            List<Step> steps = steps(path(drawing -> drawing.line(xs, ys, Ink.MAIN)));
            for (double[] place : places) {
                assertThat(steps)
                        .anyMatch(step ->
                                Math.abs(step.x() - place[0]) <= 1.61 && Math.abs(step.y() - place[1]) <= 0.501);
                seen++;
            }
            assertThat(steps)
                    .allMatch(step -> step.x() >= AREA.left()
                            && step.x() <= AREA.right()
                            && step.y() >= AREA.top() - 0.05
                            && step.y() <= AREA.bottom() + 0.05);
        }
        assertThat(seen).isGreaterThan(5_000);
    }

    /** What a path draws, read as SVG says. */
    private static List<Step> steps(String path) {
        List<Step> steps = new ArrayList<>();
        double x = 0;
        double y = 0;
        double beganX = 0;
        double beganY = 0;
        Matcher parts = PART.matcher(path);
        while (parts.find()) {
            char command = parts.group(1).charAt(0);
            List<Double> numbers = NUMBER.matcher(parts.group(2))
                    .results()
                    .map(number -> Double.valueOf(number.group()))
                    .toList();
            int arity = command == 'h' || command == 'v' ? 1 : 2;
            for (int i = 0; i + arity <= numbers.size(); i += arity) {
                x += command == 'v' ? 0 : numbers.get(i);
                y += command == 'h' ? 0 : numbers.get(i + arity - 1);
                boolean isMove = command == 'm' && i == 0;
                if (isMove) {
                    beganX = x;
                    beganY = y;
                }
                steps.add(new Step(!isMove, Math.round(x * 10) / 10.0, Math.round(y * 10) / 10.0));
            }
            if (command == 'z') {
                x = beganX;
                y = beganY;
            }
        }
        return steps;
    }

    private static String path(Consumer<Drawing> draw) {
        Matcher path = Pattern.compile(" d=\"([^\"]*)\"").matcher(svg(draw));
        return path.find() ? path.group(1) : "";
    }

    private static String svg(Consumer<Drawing> draw) {
        Drawing drawing = new Drawing(480, 120, "p99 <1>", "it rose");
        draw.accept(drawing);
        StringBuilder out = new StringBuilder();
        try {
            drawing.element().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
