package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.max;
import static io.github.metricsgate.gate.Example.min;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.with;
import static io.github.metricsgate.report.Page.all;
import static io.github.metricsgate.report.Page.description;
import static io.github.metricsgate.report.Page.figure;
import static io.github.metricsgate.report.Page.rows;
import static io.github.metricsgate.report.Page.text;
import static io.github.metricsgate.report.Page.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.SimulatedHistory;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.report.chart.Drawing;
import io.github.metricsgate.report.chart.Ink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Limits, baselines and points of pictures are where their values are, and none is missing. */
class MarksOnPicturesTest {

    private static final Pattern BEGIN = Pattern.compile("m([0-9.]+) ([0-9.]+).*");

    private static Threshold limits(String metric, Limit... limits) {
        return with(threshold("limits", new Selector.AnyPhase(), metric, "1"), limits);
    }

    private static Phase latencies(String p50, String p95, String p99) {
        Map<String, @Nullable String> latencies = new LinkedHashMap<>();
        latencies.put("p50", p50);
        latencies.put("p95", p95);
        latencies.put("p99", p99);
        return phase("1", "checkout", "1000", latencies);
    }

    private static Element phaseOf(Verification verification) throws IOException {
        return Page.of(Presentation.of(verification)).withId("phase-1");
    }

    private static double beginOf(Element path) {
        Matcher begin = BEGIN.matcher(path.getAttribute("d"));
        assertThat(begin.matches()).as(path.getAttribute("d")).isTrue();
        return Double.parseDouble(begin.group(1));
    }

    private static Element only(Element figure, Ink ink, String attribute, String value) {
        List<Element> shapes = Page.shapes(figure, ink).stream()
                .filter(shape -> shape.getAttribute(attribute).equals(value))
                .toList();
        assertThat(shapes).hasSize(1);
        return shapes.get(0);
    }

    /** A value that is broken as it is too small would else lie far under the only limit that can be seen. */
    @Test
    void aLowerLimitIsMarkedToo() throws IOException {
        Element figure = figure(
                phaseOf(Example.verify(List.of(limits("p95", min("100"), max("170"))), latencies("50", "82", "118"))),
                "Latencies");
        assertThat(texts(figure, "text")).contains("at least 100 ms", "limit 170 ms");
        assertThat(description(figure))
                .isEqualTo("p50 is 50 ms, p95 is 82 ms, at least 100 ms, its limit 170 ms and p99 is 118 ms");
        assertThat(rows(figure)).contains(List.of("p95", "82", "at least 100 and 170"));
    }

    @Test
    void aLimitUnderAllValuesOfALogarithmicAxisIsToTheLeftOfThem() throws IOException {
        Element figure = figure(
                phaseOf(Example.verify(List.of(everything("1ms")), latencies("10", "500", "10000"))), "Latencies");
        assertThat(text(all(figure, "figcaption").get(0))).endsWith("; logarithmic axis");
        double limit = beginOf(only(figure, Ink.BOUND, "stroke-width", "2"));
        double median = beginOf(only(figure, Ink.MAIN, "stroke-linecap", "round"));
        // Two of five orders of magnitude would be half of that.
        assertThat(median - limit).isGreaterThan(60);
    }

    @Test
    void aLongValueIsBesideItsPointAndNotOverIt() throws IOException {
        Element figure = figure(
                phaseOf(Example.verify(List.of(everything("1ms")), latencies("1e15", "1.6e15", "2.3634e15"))),
                "Latencies");
        double point = beginOf(only(figure, Ink.ALARM, "stroke-linecap", "round"));
        assertThat(texts(figure, "text")).contains("2363400000000 s");
        assertThat(point + 4.5).isLessThan(HtmlPhase.WIDTH - 4 - Drawing.widthOf("2363400000000 s"));
    }

    @Test
    void ofManyPercentilesThoseWithLimitsAndTheUsualOnesAreShown() throws IOException {
        Map<String, @Nullable String> latencies = new LinkedHashMap<>();
        for (int rank = 1; rank < 100; rank++) {
            latencies.put("p" + rank, String.valueOf(rank));
        }
        Element figure = figure(
                phaseOf(Example.verify(List.of(limits("p90", max("100"))), phase("1", "checkout", "1000", latencies))),
                "Latencies");
        assertThat(rows(figure).stream().map(row -> row.get(0)))
                .containsExactly("latency", "p1", "p2", "p3", "p4", "p5", "p6", "p50", "p90", "p95", "p99");
    }

    @Test
    void aLowerLimitThatIsFarAboveIsSaid() throws IOException {
        SimulatedHistory history =
                SimulatedHistory.of(BaselineRules.defaults(), limits("p99", min("1000"), max("2000")));
        history.run(latencies("5", "8", "10"));
        Element figure = figure(phaseOf(history.run(latencies("5", "8", "10"))), "p99 ");
        assertThat(text(all(figure, "figcaption").get(0)))
                .isEqualTo(
                        "p99 over the last 2 runs, in ms. The limit of 2000 ms is far above. The lower limit of 1000 ms"
                                + " is far above");
    }

    /** Those that are a regression are set aside: what is usual was measured before them. */
    @Test
    void theBandOfTheBaselineBeginsWithTheFirstOfItsRuns() throws IOException {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        Verification verification = history.run(latencies("100", "160", "230"));
        for (int run = 1; run < 40; run++) {
            String p99 = run < 20 ? String.valueOf(230 + run % 3) : "345";
            verification = history.run(latencies("100", "160", p99));
        }
        Element figure = figure(phaseOf(verification), "p99 ");
        assertThat(texts(figure, "li")).hasSize(11).contains("11 earlier ones are in the table of runs");
        double line = beginOf(only(figure, Ink.MAIN, "stroke-width", "1.5"));
        assertThat(beginOf(only(figure, Ink.QUIET, "fill-opacity", ".22"))).isEqualTo(line);
        assertThat(beginOf(only(figure, Ink.BOUND, "stroke-dasharray", "4 3"))).isEqualTo(line);
    }
}
