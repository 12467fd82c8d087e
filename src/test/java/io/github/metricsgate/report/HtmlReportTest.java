package io.github.metricsgate.report;

import static io.github.metricsgate.report.Page.all;
import static io.github.metricsgate.report.Page.description;
import static io.github.metricsgate.report.Page.figure;
import static io.github.metricsgate.report.Page.rows;
import static io.github.metricsgate.report.Page.shapes;
import static io.github.metricsgate.report.Page.text;
import static io.github.metricsgate.report.Page.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.report.chart.Ink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Each element of the page, of a shop in which everything happens that it can show. */
class HtmlReportTest {

    private static final Path GOLDEN = Path.of("src/test/resources/reports/shop");

    private static final Presentation SHOP = SamplePages.shop();

    private static Page page = Page.of("<none/>");

    @BeforeAll
    static void read() throws IOException {
        page = Page.of(SHOP);
    }

    @Test
    void thePageIsAsItWasLookedAt() throws IOException {
        isAsApproved("report.html", new HtmlReport(SamplePages.REPORTS));
        isAsApproved("trend.svg", new TrendPicture());
    }

    private static void isAsApproved(String name, Report report) throws IOException {
        StringBuilder text = new StringBuilder();
        report.write(SamplePages.shop(), text);
        if ("write".equals(System.getProperty("golden.reports"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name), text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }

    @Test
    void itIsInTheOrderInWhichItIsRead() {
        List<String> ids = new ArrayList<>();
        for (Element element : page.all("*")) {
            if (element.getTagName().equals("header")) {
                ids.add("the verdict");
            } else if (element.getTagName().equals("section")) {
                ids.add(element.getAttribute("id"));
            }
        }
        assertThat(ids)
                .containsExactly(
                        "the verdict",
                        "run",
                        "phases",
                        "phase-1",
                        "phase-2",
                        "phase-3",
                        "phase-4",
                        "phase-5",
                        "phase-6",
                        "phase-7",
                        "warnings",
                        "resources",
                        "history",
                        "files");
    }

    @Test
    void theVerdictSaysWhatFailsItInTheWordsOfEveryReport() {
        Element verdict = page.all("header").get(0);
        assertThat(texts(verdict, "h1")).containsExactly("FAILED module");
        assertThat(texts(verdict, "p"))
                .contains(
                        "7 phases, 8 thresholds kept, 1 broken, 0 not measured, 46 values within the baseline, 6 suspect, 6 regressions",
                        "1 warning does not fail it.");
        assertThat(texts(verdict, "h2")).containsExactly("What fails the build: 6");
        assertThat(texts(verdict, "li"))
                .isEqualTo(SHOP.problems().stream()
                        .filter(Problem::fails)
                        .map(Problem::sentence)
                        .toList());
        assertThat(texts(verdict, "li").get(2))
                .startsWith("p99 of phase 1 'checkout' is 398.9 ms, 48 % above its baseline of 268.9 ms");
        assertThat(all(verdict, "a").get(0).getAttribute("href")).isEqualTo("#phase-1");
    }

    @Test
    void theRunSaysWhichItWasAndWhatItWasComparedWith() {
        Element run = page.withId("run");
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < all(run, "dt").size(); i++) {
            facts.add(texts(run, "dt").get(i) + ": " + texts(run, "dd").get(i));
        }
        assertThat(facts)
                .containsExactly(
                        "time: 2026-11-02 16:00 UTC",
                        "duration: 2.217 m, of 7 phases added",
                        "aborted: no",
                        "build: run-42",
                        "commit: 2c28424865919056",
                        "branch: main",
                        "machine: arch amd64, cores 4, jdk 17.0.12, os Linux");
        assertThat(texts(run, "p")).containsExactly("Compared with 20 runs on main since 2026-11-01T22:00:00Z");
    }

    @Test
    void theTableHasPercentileRanksCountsChangesAndVerdicts() {
        List<List<String>> rows = rows(page.withId("phases"));
        assertThat(rows)
                .startsWith(
                        List.of("phase", "p50", "p95", "p99", "p99.9", "items", "failed", "change of p99", "verdict"),
                        List.of(
                                "checkout 1",
                                "178.3 ms",
                                "273.7 ms",
                                "398.9 ms",
                                "593.9 ms",
                                "4000",
                                "0",
                                "+48 %",
                                "REGRESSION (6)"))
                .contains(List.of(
                        "سلة التسوق 3",
                        "5.74 ms",
                        "9.37 ms",
                        "13.15 ms*",
                        "17.83 ms*",
                        "60",
                        "0",
                        "+41 %",
                        "suspect (6)"))
                .hasSize(8);
        assertThat(rows.get(5)).endsWith("52", "-4 %", "broken (warning)");
        assertThat(texts(page.withId("phases"), "p"))
                .containsExactly("* of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)");
    }

    @Test
    void everyPhaseHasOneAnchorAndEveryLinkInThePageLeadsSomewhere() {
        List<String> ids = page.all("*").stream()
                .map(each -> each.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().contains("phase-1", "phase-7");
        List<String> targets = page.all("a").stream()
                .map(link -> link.getAttribute("href"))
                .filter(link -> link.startsWith("#"))
                .map(link -> link.substring(1))
                .toList();
        assertThat(ids).containsAll(targets);
        assertThat(targets).hasSizeGreaterThan(20);
    }

    @Test
    void namesDoNotChangeTheDirectionOfWhatStandsAroundThem() {
        assertThat(texts(page.withId("phase-3"), "bdi")).contains("سلة التسوق");
        assertThat(texts(page.withId("phase-4"), "bdi")).contains("ログイン");
    }

    @Test
    void aPhaseShowsItsPercentilesWithTheirLimitsAndTheBandOfTheBaseline() {
        Element figure = figure(page.withId("phase-1"), "Latencies");
        assertThat(text(all(figure, "figcaption").get(0)))
                .isEqualTo("Latencies of this run; bars: the range of the baseline, with its median");
        assertThat(texts(figure, "text")).contains("p50", "178.3 ms", "p99", "398.9 ms", "limit 700 ms", "600 ms");
        // A band and a median for each of the four percentiles; the maximum is not watched.
        assertThat(subpaths(shapes(figure, Ink.QUIET).get(0))).isEqualTo(4);
        assertThat(subpaths(shapes(figure, Ink.QUIET).get(1))).isEqualTo(4);
        assertThat(subpaths(shapes(figure, Ink.ALARM).get(0))).isEqualTo(4);
        assertThat(subpaths(shapes(figure, Ink.MAIN).get(0))).isEqualTo(1);
        assertThat(description(figure))
                .startsWith("p50 is 178.3 ms, usually 114.4 to 121.4 ms, p95 is 273.7 ms")
                .contains("p99 is 398.9 ms, its limit 700 ms, usually 261 to 290.8 ms");
        assertThat(rows(figure))
                .startsWith(List.of("latency", "value, ms", "limit, ms", "median before", "range before"))
                .contains(List.of("p99", "398.9", "700", "268.9", "261 to 290.8"))
                .contains(List.of("max", "713.1", "-", "-", "-"));
    }

    @Test
    void aLimitThatIsFarAwayIsSaidAndNotDrawn() {
        Element figure = figure(page.withId("phase-2"), "Latencies");
        assertThat(text(all(figure, "figcaption").get(0))).endsWith("; the limit on p99, 700 ms, is far to the right");
        assertThat(shapes(figure, Ink.BOUND)).isEmpty();
        Element trend = figure(page.withId("phase-2"), "p99");
        assertThat(text(all(trend, "figcaption").get(0)))
                .isEqualTo("p99 over the last 42 runs, in ms. The limit of 700 ms is far above");
    }

    @Test
    void aPhaseShowsItsDistributionOverThePercentilesOfTheBaseline() {
        Element figure = figure(page.withId("phase-1"), "Distribution");
        assertThat(text(all(figure, "figcaption").get(0)))
                .isEqualTo(
                        "Distribution of 4000 items of this run; logarithmic axis, bars of equal ratio. Outline: 10 runs of the"
                                + " baseline, 40000 items, scaled to this run; dashed: its medians");
        Element alone = figure(page.withId("phase-6"), "Distribution");
        assertThat(text(all(alone, "figcaption").get(0)))
                .isEqualTo("Distribution of 4000 items of this run; logarithmic axis, bars of equal ratio. Dashed:"
                        + " medians of the baseline, whose distributions were not kept");
        assertThat(rows(alone).get(0)).containsExactly("from, ms", "items");
        assertThat(texts(figure, "text")).contains("p50 before", "p95 before", "p99 before", "1000 ms");
        assertThat(description(figure))
                .matches("4000 items between [0-9.]+ and [0-9.]+ ms; the highest bar, of [0-9]+, is between [0-9.]+ and"
                        + " [0-9.]+ ms; that of the baseline between [0-9.]+ and [0-9.]+");
        List<List<String>> rows = rows(figure);
        assertThat(rows.get(0)).containsExactly("from, ms", "items", "of the baseline");
        for (int column : List.of(1, 2)) {
            assertThat(rows.subList(1, rows.size() - 1).stream()
                            .mapToInt(row -> Integer.parseInt(row.get(column)))
                            .sum())
                    .isEqualTo(column == 1 ? 4000 : 40_000);
        }
        assertThat(texts(page.withId("phase-4"), "figcaption")).noneMatch(text -> text.startsWith("Distribution"));
    }

    @Test
    void aTrendHasItsLimitsAndMarksARegressionWithItsCommitAndDate() {
        Element figure = figure(page.withId("phase-1"), "p99 ");
        assertThat(texts(figure, "text"))
                .contains("limit 700 ms", "baseline limit 302.4 ms", "398.9 ms", "2026-11-01", "2026-11-02");
        assertThat(shapes(figure, Ink.ALARM)).hasSize(1);
        assertThat(shapes(figure, Ink.CAUTION)).hasSize(1);
        assertThat(texts(figure, "li"))
                .containsExactly(
                        "◆ 2026-11-02 17:00 8df0c88ee6 suspect, 387.4 ms",
                        "▲ 2026-11-02 18:00 2c28424865 regression, 398.9 ms");
        assertThat(description(figure))
                .isEqualTo("p99 rose from 287.6 ms to 398.9 ms over 42 runs; limit 700 ms; usually 261 ms to 290.8 ms;"
                        + " a regression since the run of 2026-11-02 18:00");
        assertThat(texts(page.withId("phase-1"), "figcaption")).hasSize(8);
    }

    @Test
    void aTrendMarksWhatWasAcceptedAndWhereTheLevelChanged() {
        Element figure = figure(page.withId("phase-2"), "p99 ");
        assertThat(texts(figure, "text")).contains("+25 %");
        assertThat(texts(figure, "li"))
                .containsExactly(
                        "│ 2026-11-01 23:00 78f0411510 +25 %, from 48.97 ms to 61.02 ms",
                        "◆ 2026-11-01 23:00 78f0411510 suspect, 56.87 ms",
                        "▲ 2026-11-02 00:00 1727bace90 regression, 63.84 ms",
                        "■ 2026-11-02 01:00 b55f34880f accepted, 62.78 ms");
        assertThat(description(figure)).contains("; a change from 48.97 ms to 61.02 ms in the run of 2026-11-01 23:00");
    }

    @Test
    void aTrendHasAGapWhereThePhaseWasAway() {
        Element gone = figure(page.withId("phase-3"), "p99 ");
        assertThat(subpaths(line(gone))).isEqualTo(2);
        assertThat(subpaths(line(figure(page.withId("phase-1"), "p99 ")))).isEqualTo(1);
    }

    @Test
    void anAxisThatDoesNotBeginAtZeroSaysSo() {
        assertThat(text(all(figure(page.withId("phase-7"), "p99 "), "figcaption")
                        .get(0)))
                .startsWith("p99 over the last 42 runs, in ms. The axis begins at 1.8 ms");
    }

    @Test
    void failedItemsAndWarningsAreCountedAndSaid() {
        Element section = page.withId("warnings");
        assertThat(rows(section))
                .containsExactly(
                        List.of("phase", "items failed", "error rate", "errors", "warnings", "anomalies"),
                        List.of("search 2", "0", "0", "-", "3", "-"),
                        List.of("export 5", "52", "0.01283", "-", "0", "-"));
        assertThat(texts(section, "h3")).containsExactly("Warnings: 1", "Notes");
        assertThat(texts(section, "li"))
                .startsWith("error_rate of phase 5 'export' is 0.01283, over its limit of 0.01 by 28 %"
                        + " (<thresholds><export-errors> in the pom; SLO-12)")
                .hasSize(7);
    }

    @Test
    void resourcesKeepTheirMaximumAndTheGapInWhichNothingWasSampled() {
        Element section = page.withId("resources");
        Element cpu = figure(section, "CPU");
        assertThat(description(cpu)).isEqualTo("CPU over 2 m from 2026-11-02 15:58 UTC: at most 98 %, after 0.55 m");
        assertThat(texts(cpu, "text")).contains("98 %", "75", "2 m");
        assertThat(subpaths(line(cpu))).isEqualTo(2);
        Element rss = figure(section, "RSS");
        assertThat(texts(rss, "text")).contains("702.3 MB");
        List<List<String>> rows = rows(rss);
        assertThat(rows.get(0)).containsExactly("from, m", "CPU smallest, %", "largest", "RSS smallest, MB", "largest");
        assertThat(rows).hasSize(113).anyMatch(row -> row.get(2).equals("98"));
        assertThat(rows(section)).contains(List.of("rss_mb.max <= 900", "kept at 702.3", "0 %"));
    }

    @Test
    void allRunsOfTheTrendsAreInOneTable() {
        List<List<String>> rows = rows(page.withId("history"));
        assertThat(rows).hasSize(43);
        assertThat(rows.get(0))
                .startsWith("run of (UTC)", "commit", "build", "checkout p99, ms")
                .hasSize(16);
        assertThat(rows.get(42)).startsWith("2026-11-02 18:00", "2c28424865", "run-42", "398.9 ▲");
        assertThat(rows.get(11)).contains("-");
    }

    /** One of each phase, and six of all others: five of a phase that fails, and the worst of one that is suspect. */
    @Test
    void theWorstFiguresHaveAPictureAndTheOthersAreCounted() {
        assertThat(trends("phase-1")).containsExactly("p99", "p50", "p95", "p99.9", "duration", "throughput");
        assertThat(trends("phase-3")).hasSize(2);
        assertThat(trends("phase-2")).containsExactly("p99");
        assertThat(texts(page.withId("phase-3"), "p"))
                .containsExactly(
                        "4 more figures are bad or suspect; only the worst of the page have a picture of their trend.");
        assertThat(texts(page.withId("phase-1"), "p")).isEmpty();
    }

    private static List<String> trends(String phase) {
        return texts(page.withId(phase), "figcaption").stream()
                .filter(caption -> caption.contains(" over the last "))
                .map(caption -> caption.substring(0, caption.indexOf(' ')))
                .toList();
    }

    @Test
    void theFilesAreLinkedFromWhereThePageIs() {
        Element section = page.withId("files");
        assertThat(all(section, "a").stream().map(link -> link.getAttribute("href")))
                .containsExactly(
                        "../../artifacts/plan1/phase_metrics.json",
                        "../../artifacts/plan1/resource_usage.jsonl",
                        "../../artifacts/plan1/latency_histograms.json",
                        "../../artifacts/plan1/run.json",
                        "../../artifacts/plan1/SHA256SUMS",
                        "TEST-metrics-gate.xml",
                        "summary.md",
                        "verification.json",
                        "metrics.txt",
                        "trend.svg");
    }

    /** On most file systems, a letter with an accent and a letter that has one are two names. */
    @Test
    void anAddressHasTheBytesOfTheFileName() {
        assertThat(HtmlLinks.encoded("caf\u00e9/\u212b.json")).isEqualTo("./caf%C3%A9/%E2%84%AB.json");
        assertThat(HtmlLinks.encoded("../cafe\u0301.json")).isEqualTo("../cafe%CC%81.json");
        assertThat(HtmlLinks.encoded("a:b c%20?#\uD83D\uDE00[1]~(x)"))
                .isEqualTo("./a:b%20c%2520%3F%23%F0%9F%98%80%5B1%5D~(x)");
    }

    @Test
    void everyPictureHasATextAndRawDataIsBehindEach() {
        assertThat(page.all("svg")).hasSizeGreaterThan(20).allSatisfy(picture -> {
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(texts(picture, "title").get(0)).isNotEmpty();
            assertThat(texts(picture, "desc").get(0)).isNotEmpty();
        });
        int tables = 0;
        for (Element figure : page.all("figure")) {
            boolean hasTable = !all(figure, "table").isEmpty();
            boolean leadsToOne = all(figure, "a").stream()
                    .anyMatch(link -> link.getAttribute("href").equals("#runs"));
            // The table under RSS has CPU too.
            assertThat(hasTable || leadsToOne || text(figure).startsWith("CPU")).isTrue();
            tables += hasTable ? 1 : 0;
        }
        assertThat(tables).isGreaterThan(10);
    }

    /** What Jenkins' policy would take away is not there in the first place. */
    @Test
    void nothingNeedsAScriptAStyleOrANetwork() throws IOException {
        for (Page each : List.of(page, Page.of(new TrendPicture(), SHOP))) {
            Set<String> attributes = new HashSet<>();
            for (Element element : each.all("*")) {
                assertThat(element.getTagName()).isNotIn("script", "style", "iframe", "object", "img", "form");
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    attributes.add(element.getAttributes().item(i).getNodeName());
                }
            }
            assertThat(attributes).doesNotContain("style", "src").noneMatch(name -> name.startsWith("on"));
            String withoutNames = each.source().replaceAll("xmlns=\"http://www\\.w3\\.org/[^\"]*\"", "");
            assertThat(withoutNames).doesNotContainPattern(Pattern.compile("https?://"));
        }
        assertThat(page.all("link").stream().map(link -> link.getAttribute("href")))
                .containsExactly("report.css");
        StringBuilder sheet = new StringBuilder();
        StyleSheet.write(sheet);
        assertThat(sheet.toString()).doesNotContain("url(", "@import", "@font-face");
    }

    private static Element line(Element figure) {
        return shapes(figure, Ink.MAIN).stream()
                .filter(path -> path.getAttribute("fill").equals("none"))
                .findFirst()
                .orElseThrow();
    }

    /** How many shapes a path is made of: one that is closed is followed by the next without a word of it. */
    private static long subpaths(Element path) {
        return path.getAttribute("d").chars().filter(c -> c == 'm').count();
    }
}
