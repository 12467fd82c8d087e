package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.report.Page.all;
import static io.github.metricsgate.report.Page.description;
import static io.github.metricsgate.report.Page.figure;
import static io.github.metricsgate.report.Page.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.SimulatedHistory;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Distribution.Bucket;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceCurve;
import io.github.metricsgate.metrics.ResourceCurve.Extremes;
import io.github.metricsgate.metrics.ResourceCurve.Stretch;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.report.Distributions.OfBaseline;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Runs of which there is little to show, or too much. */
class PagesOfOddRunsTest {

    private static final Instant TIME = Instant.parse("2026-11-02T16:00:00Z");

    @Test
    void aRunWithoutPhasesAndSamplesSaysSo() throws IOException {
        Page page = Page.of(Presentation.of(Example.verify(
                Example.rules(List.of()),
                Example.set(Optional.of(List.of()), Optional.of(ResourceUsage.none()), Violations.NONE))));
        assertThat(texts(page.root(), "h1")).containsExactly("nothing judged module");
        assertThat(texts(page.root(), "p"))
                .contains(
                        "Nothing fails the build.",
                        "There is no history to compare it with.",
                        "There are no phases.",
                        "There are no resource samples.",
                        "There are no runs before this one to draw a trend of.");
        assertThat(page.all("svg")).isEmpty();
        assertThat(page.all("body").get(0).getAttribute("class")).isEqualTo("none");
    }

    @Test
    void aRunThatPassedSaysSo() throws IOException {
        Page page = Page.of(Presentation.of(Example.verify(List.of(everything("500ms")), phase("1", "a", "120"))));
        assertThat(texts(page.root(), "h1")).containsExactly("passed module");
        assertThat(page.all("body").get(0).getAttribute("class")).isEqualTo("kept");
    }

    @Test
    void aSnapshotThatWasNotPersistedHasItsViolationsAndNothingElse() throws IOException {
        Violations violations =
                new Violations(List.of(new Violation("snapshot.json", "/phase_metrics", null, "is missing")), 1);
        Verification verification = new Verification(
                Example.rules(List.of()),
                Verification.Subject.SNAPSHOT,
                SetReading.ofSnapshot(Path.of("/repo/snapshot.json"), violations),
                Example.verify(Example.rules(List.of()), Example.set(Optional.empty(), Optional.empty(), violations))
                        .findings());
        Page page = Page.of(Presentation.of(verification));
        assertThat(texts(page.root(), "h1")).containsExactly("FAILED module");
        assertThat(texts(page.root(), "h2"))
                .contains("Run", "Failed items and warnings", "Files")
                .doesNotContain("Phases", "Resources", "Runs");
        assertThat(texts(page.root(), "li")).anyMatch(text -> text.contains("/phase_metrics: is missing"));
    }

    @Test
    void missingFilesAreNoLinks() throws IOException {
        Page page = Page.of(Presentation.of(Example.verify(
                Example.rules(List.of()),
                Example.set(Optional.of(List.of(phase("1", "a", "2"))), Optional.empty(), Violations.NONE))));
        assertThat(texts(page.withId("files"), "li")).contains("resource_usage.jsonl: missing");
        assertThat(texts(page.withId("files"), "a"))
                .contains("phase_metrics.json")
                .doesNotContain("resource_usage.jsonl");
    }

    @Test
    void anAbortedRunSaysWhyAndABuildIsLinkedOnlyToTheWeb() throws IOException {
        Page page = Page.of(withContext(new RunContext(
                TIME,
                new AbortStatus(true, "out of <memory>"),
                Map.of(),
                Optional.empty(),
                new RunIdentity("7", "main~1", null, "https://ci.example.org/7?a=1&b=2", Map.of("jdk", "17")))));
        Element run = page.withId("run");
        assertThat(texts(run, "dd"))
                .containsExactly("2026-11-02 16:00 UTC", "yes: out of <memory>", "7", "main~1", "jdk 17");
        assertThat(all(run, "a").get(0).getAttribute("href")).isEqualTo("https://ci.example.org/7?a=1&b=2");
        Page hostile = Page.of(withContext(new RunContext(
                null,
                AbortStatus.COMPLETED,
                Map.of(),
                Optional.empty(),
                new RunIdentity(null, null, null, "javascript:alert(1)", Map.of()))));
        assertThat(all(hostile.withId("run"), "a")).isEmpty();
        assertThat(texts(hostile.withId("run"), "dd")).contains("javascript:alert(1)");
    }

    private static Presentation withContext(RunContext context) {
        SetReading set = Example.set(phase("1", "a", "2"));
        return Presentation.of(Example.verify(
                Example.rules(List.of()),
                new SetReading(
                        set.directory(),
                        set.files(),
                        false,
                        Violations.NONE,
                        new Run(context, set.run().phases(), ResourceUsage.none()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1e300", "1e-300", "0.1", "1e150", "12345678901234567890"})
    void anyValueHasAPictureThatEndsInsideOfIt(String value) throws IOException {
        Map<String, @Nullable String> latencies = new LinkedHashMap<>();
        latencies.put("p50", value);
        latencies.put("p95", value);
        latencies.put("p99", value);
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults(), everything("100ms"));
        for (int i = 0; i < 12; i++) {
            history.run(phase("1", "a", latencies));
        }
        Verification verification = history.run(phase("1", "a", latencies));
        Page page = Page.of(Presentation.of(verification));
        // What is too large to be compared has no trend.
        assertThat(page.all("svg")).hasSize(value.startsWith("1e1") || value.equals("1e300") ? 1 : 2);
        assertThat(page.source()).doesNotContain("NaN", "Infinity");
        areInside(page);
        areInside(Page.of(new TrendPicture(), Presentation.of(verification)));
    }

    /** Texts are anywhere in the picture; what is drawn was scaled to its area. */
    private static void areInside(Page page) {
        for (Element picture : page.all("svg")) {
            double width = Double.parseDouble(picture.getAttribute("width"));
            double height = Double.parseDouble(picture.getAttribute("height"));
            assertThat(all(picture, "text")).isNotEmpty().allSatisfy(text -> {
                assertThat(Double.parseDouble(text.getAttribute("x"))).isBetween(0.0, width);
                assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(0.0, height);
            });
        }
    }

    @Test
    void whatWasNotMeasuredIsADash() throws IOException {
        Map<String, @Nullable String> latencies = new LinkedHashMap<>();
        latencies.put("p50", null);
        latencies.put("p95", null);
        latencies.put("p99", null);
        Page page = Page.of(Presentation.of(Example.verify(List.of(), phase("1", "a", latencies))));
        assertThat(Page.rows(page.withId("phases")).get(1)).startsWith("a 1", "-", "-", "-");
        assertThat(page.all("svg")).isEmpty();
        assertThat(texts(page.withId("phase-1"), "dt")).containsExactly("items processed");
    }

    @Test
    void theFirstRunOfAHistoryHasNoTrend() throws IOException {
        Verification verification =
                SimulatedHistory.of(BaselineRules.defaults()).run(phase("1", "a", "120"));
        Page page = Page.of(Presentation.of(verification));
        assertThat(texts(page.withId("run"), "p"))
                .contains("Not enough runs to compare with: none on main, and <minRuns> is 10");
        assertThat(texts(page.withId("phase-1"), "figcaption")).containsExactly("Latencies of this run");
        Page picture = Page.of(new TrendPicture(), Presentation.of(verification));
        assertThat(texts(picture.root(), "text"))
                .startsWith("nothing judged: module")
                .anyMatch(text -> text.startsWith("1 phase, nothing judged: no threshold is set"));
    }

    @Test
    void thePictureOfARunWithoutAHistoryIsItsValueBesideItsLimit() throws IOException {
        Page picture = Page.of(
                new TrendPicture(),
                Presentation.of(
                        Example.verify(List.of(everything("500ms")), phase("1", "a", "120"), phase("2", "b", "480"))));
        assertThat(texts(picture.root(), "text")).contains("passed: p99 of b", "480 ms", "limit 500 ms");
        assertThat(description(picture.root())).isEqualTo("p99 is 480 ms; limit 500 ms");
    }

    /** One bucket, a bucket from zero, and buckets that are wider than bars would be. */
    @Test
    void anyDistributionIsDrawnAndEveryItemCounted() throws IOException {
        List<List<Bucket>> odd = List.of(
                List.of(new Bucket(5, 5.01, 3)),
                List.of(new Bucket(5, 5.01, 1)),
                List.of(new Bucket(0, 0.001, 2), new Bucket(7, 8, 4)),
                List.of(new Bucket(0, 1, 1), new Bucket(1, 2, 9), new Bucket(2, 3, 4)),
                List.of(new Bucket(1e-6, 1.001e-6, 1), new Bucket(1e9, 1.001e9, Long.MAX_VALUE / 4)));
        int drawn = 0;
        for (List<Bucket> buckets : odd) {
            for (List<Bucket> before : odd) {
                Distribution of = new Distribution(buckets);
                Distribution ofBaseline = new Distribution(before);
                isDrawn(of, Optional.empty());
                isDrawn(of, Optional.of(new OfBaseline(ofBaseline, 3)));
                drawn++;
            }
        }
        assertThat(drawn).isEqualTo(25);
    }

    private static void isDrawn(Distribution distribution, Optional<OfBaseline> before) throws IOException {
        Page page = Page.of(Presentation.of(Example.verify(List.of(), phase("1", "a", "2")), new Distributions() {
            @Override
            public Optional<Distribution> of(Phase phase) {
                return Optional.of(distribution);
            }

            @Override
            public Optional<OfBaseline> ofBaseline(Phase phase) {
                return before;
            }
        }));
        Element figure = figure(page.withId("phase-1"), "Distribution of " + distribution.count());
        assertThat(counted(figure, 1)).isEqualTo(distribution.count());
        assertThat(Page.rows(figure).get(0)).hasSize(before.isPresent() ? 3 : 2);
        if (before.isPresent()) {
            assertThat(counted(figure, 2)).isEqualTo(before.get().distribution().count());
        }
        assertThat(page.source()).doesNotContain("NaN", "Infinity");
        assertThat(texts(figure, "text")).noneMatch("0.5"::equals);
    }

    private static long counted(Element figure, int column) {
        long counted = 0;
        for (List<String> row : Page.rows(figure).subList(1, Page.rows(figure).size())) {
            counted += row.get(column).isEmpty() ? 0 : Long.parseLong(row.get(column));
        }
        return counted;
    }

    @Test
    void aSingleSampleAndAGapOfYearsAreDrawnToo() throws IOException {
        Extremes one = new Extremes(0, 0);
        Stretch first = new Stretch(TIME, 1, Map.of(Resource.CPU_PERCENT, one, Resource.RSS_MB, one));
        Stretch later =
                new Stretch(TIME.plusSeconds(100_000_000), 1, Map.of(Resource.CPU_PERCENT, new Extremes(1, 99)));
        for (List<Stretch> stretches : List.of(List.of(first), List.of(first, later))) {
            ResourceUsage usage = new ResourceUsage(
                    2,
                    Map.of(Resource.CPU_PERCENT, ResourceSummary.of(BigDecimal.TEN)),
                    new ResourceCurve(1024, stretches));
            Page page = Page.of(Presentation.of(Example.verify(
                    Example.rules(List.of()),
                    Example.set(Optional.of(List.of()), Optional.of(usage), Violations.NONE))));
            assertThat(description(figure(page.withId("resources"), "CPU")))
                    .contains(stretches.size() == 1 ? "at most 0 %" : "at most 99 %");
            assertThat(Page.rows(figure(page.withId("resources"), "RSS"))).hasSize(1 + stretches.size());
            assertThat(page.source()).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void anAnchorIsMadeOfAPlainKeyAndOfNothingElse() throws IOException {
        List<Phase> phases = new ArrayList<>();
        for (String key : List.of("checkout_1-a", "a b", "\"><script>", "ä", "")) {
            phases.add(phase(key, "n", "2"));
        }
        Page page = Page.of(Presentation.of(Example.verify(List.of(), phases.toArray(Phase[]::new))));
        assertThat(page.all("section").stream()
                        .map(section -> section.getAttribute("id"))
                        .filter(id -> id.startsWith("phase") && !id.equals("phases")))
                .containsExactlyInAnyOrder("phase-checkout_1-a", "phase.0", "phase.1", "phase.2", "phase.4");
    }
}
