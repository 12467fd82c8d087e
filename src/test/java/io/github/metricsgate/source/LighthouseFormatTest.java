package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures are those of the files, read by eye. */
class LighthouseFormatTest {

    private static final String PAGE = "https://shop.example.org/cart";

    @TempDir
    Path directory;

    private Path file(String name, String json) throws IOException {
        return Files.writeString(directory.resolve(name), json);
    }

    private static String sample() throws IOException {
        return Files.readString(Samples.own("lighthouse/result.json"));
    }

    private static Map<String, String> measures(Phase phase) {
        Map<String, String> texts = new LinkedHashMap<>();
        phase.measures().forEach((key, value) -> texts.put(key, value == null ? "null" : value.toPlainString()));
        return texts;
    }

    @Test
    void aPageIsAPhaseAndItsMetricsAndScoresAreMeasures() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("lighthouse/result.json"));
        assertThat(phases.keys()).containsExactly(PAGE);
        Phase phase = phases.get(PAGE);
        assertThat(phase.name()).isEqualTo(PAGE);
        assertThat(measures(phase))
                .containsExactly(
                        entry("first-contentful-paint", "1532.4575"),
                        entry("largest-contentful-paint", "2812.25"),
                        entry("speed-index", "null"),
                        entry("total-blocking-time", "180"),
                        entry("cumulative-layout-shift", "0.0125"),
                        entry("interactive", "3391.0015"),
                        entry("total-byte-weight", "412345"),
                        entry("dom-size", "731"),
                        entry("score.performance", "0.87"),
                        entry("score.accessibility", "1"),
                        entry("score.seo", "null"));
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "1"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("version", "12.2.1"),
                        entry("mode", "mobile"),
                        entry("throttling", "simulate"),
                        entry(
                                "percentiles",
                                "none: Lighthouse measures a page once; its metrics are measures, to which a threshold can be set, as"
                                        + " <metric>largest-contentful-paint</metric>"),
                        entry("unit of first-contentful-paint", "millisecond"),
                        entry("better of first-contentful-paint", "lower"),
                        entry("unit of largest-contentful-paint", "millisecond"),
                        entry("better of largest-contentful-paint", "lower"),
                        entry("unit of speed-index", "millisecond"),
                        entry("better of speed-index", "lower"),
                        entry("unit of total-blocking-time", "millisecond"),
                        entry("better of total-blocking-time", "lower"),
                        entry("better of cumulative-layout-shift", "lower"),
                        entry("unit of interactive", "millisecond"),
                        entry("better of interactive", "lower"),
                        entry("unit of total-byte-weight", "byte"),
                        entry("better of total-byte-weight", "lower"),
                        entry("unit of dom-size", "element"),
                        entry("better of dom-size", "lower"),
                        entry("better of score.performance", "higher"),
                        entry("better of score.accessibility", "higher"),
                        entry("better of score.seo", "higher"));
    }

    @Test
    void nothingSecretIsKept() {
        assertThat(Samples.collect(Samples.request(Samples.own("lighthouse/result.json")))
                        .toString())
                .contains("shop.example.org")
                .doesNotContain("secret");
    }

    @Test
    void aPageThatCouldNotBeMeasuredHasFailedAndHasNoValues() throws IOException {
        Path file = file(
                "a.json",
                sample().replace(
                                "\"timing\"",
                                "\"runtimeError\": {\"code\": \"NO_FCP\", \"message\": \"The page secret did not paint\"},"
                                        + " \"timing\""));
        Collected collected = Samples.collect(Samples.request(file));
        Phase phase = collected.run().phases().get(0);
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "0"), entry("items_failed", "1"), entry("error_rate", "1"));
        assertThat(measures(phase))
                .hasSize(11)
                .allSatisfy((name, value) -> assertThat(value).isEqualTo("null"));
        assertThat(collected.sources().get(0).notes())
                .containsExactly(
                        "Lighthouse could not measure \"https://shop.example.org/cart\" (NO_FCP): it counts as failed, and"
                                + " none of its measures has a value.");
        Path none = file(
                "b.json", sample().replace("\"timing\"", "\"runtimeError\": {\"code\": \"NO_ERROR\"}, \"timing\""));
        assertThat(Samples.figures(Samples.phases(none).get(PAGE))).containsEntry("items_failed", "0");
    }

    @Test
    void ofSeveralRunsTheMedianIsTakenWhereThePomSaysSo() throws IOException {
        for (String value : List.of("3", "1", "2")) {
            file("lhr-" + value + ".json", sample().replace("1532.4575", value));
        }
        String files = directory.resolve("*.json").toString();
        SourceRequest median = new SourceRequest(
                "it", List.of(files), null, ItemFilter.EVERYTHING, Repetitions.MEDIAN, SourceOptions.NONE);
        assertThat(measures(Samples.phases(median).get(PAGE)))
                .containsEntry("first-contentful-paint", "2")
                .containsEntry("score.performance", "0.87");
        assertThat(Samples.problem(SourceRequest.of("it", files)))
                .startsWith("there are 3 results of \"" + PAGE + "\", each with figures that cannot be merged");
        file("lhr-3.json", sample().replace("mobile", "desktop"));
        assertThat(Samples.problem(median)).contains("were measured with different formFactor and cannot be merged. ");
    }

    @Test
    void whatIsNotAsItShouldBeIsRefused() throws IOException {
        String looks =
                "looks like a result of Lighthouse (--output json; read are those of 6 to 13) and cannot be read: line";
        for (String version : List.of("5.6.0", "14.0.0", "next")) {
            assertThat(Samples.problem(Samples.request(file("a.json", sample().replace("12.2.1", version)))))
                    .contains(looks)
                    .contains(": it is of version \"" + version + "\", read are those of 6 to 13. ");
        }
        assertThat(Samples.problem(Samples.request(file(
                        "a.json",
                        sample().replaceAll("\"[a-zA-Z]*Url\"", "\"u\"")
                                .replaceFirst("\"u\"", "\"v\"")
                                .replaceFirst("\"u\"", "\"w\"")
                                .replaceFirst("\"u\"", "\"x\"")))))
                .contains(": it has no requestedUrl. ");
        assertThat(Samples.problem(Samples.request(file("a.json", sample().replace("2812.25", "\"2812.25\"")))))
                .contains("/audits/largest-contentful-paint/numericValue is \"2812.25\", expected a number. ");
    }
}
