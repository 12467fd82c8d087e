package io.github.metricsgate.report;

import static io.github.metricsgate.report.Page.all;
import static io.github.metricsgate.report.Page.rows;
import static io.github.metricsgate.report.Page.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.report.ReactorRow.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReactorPageTest {

    private static final Path ROOT = Path.of("/repo");

    @Test
    void theResultIsFirstAndEachModuleLeadsToItsOwnPage() throws IOException {
        Page page = page(ReactorSummaryTest.rows(ROOT));
        assertThat(texts(page.root(), "h1")).containsExactly("FAILED all modules");
        assertThat(texts(page.all("header").get(0), "p"))
                .contains(
                        "8 modules: 1 passed, 2 failed, 1 nothing judged, 1 not verified, 1 only persisted, 1 without metrics, 1 skipped");
        List<List<String>> rows = rows(page.withId("modules"));
        assertThat(rows.get(0)).containsExactly("module", "phases", "result", "worst finding");
        assertThat(rows)
                .contains(
                        List.of("ingestion", "2", "passed", ""),
                        List.of(
                                "scoring",
                                "2",
                                "FAILED",
                                "p99 of phase 1 'Store' is 900 ms, over its limit of 500 ms by 80 % (<p99Threshold> in the"
                                        + " pom, or -Dmetricsgate.p99Threshold)"),
                        List.of("broken", "-", "NOT VERIFIED", "Compilation failure | `x` <b>"))
                .hasSize(7);
        assertThat(all(page.withId("modules"), "a").stream().map(link -> link.getAttribute("href")))
                .startsWith(
                        "../../ingestion/target/metrics-gate/report.html",
                        "../../ingestion/target/metrics-gate/strict/report.html")
                .hasSize(5);
        assertThat(all(page.withId("files"), "a").stream().map(link -> link.getAttribute("href")))
                .containsExactly("TEST-metrics-gate-reactor.xml", "summary.md", "verification.json", "metrics.txt");
    }

    @Test
    void namesAndFindingsAreOnlyText() throws IOException {
        Map<String, Integer> shape = page(List.of(row("harmless"))).shape();
        int seen = 0;
        for (Hostile hostile : Hostile.all()) {
            Page page = page(List.of(row(hostile.text())));
            assertThat(page.shape()).as("%s", hostile).isEqualTo(shape);
            if (hostile.fits(80) && !hostile.text().isEmpty()) {
                assertThat(Hostile.decoded(
                                all(page.withId("modules"), "bdi").get(0).getTextContent()))
                        .isEqualTo(hostile.text());
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(400);
    }

    /** Findings are safe text when they come. */
    private static ReactorRow row(String name) {
        return new ReactorRow("g:a", name, State.FAILED, 1, "<b> & \"", "/repo/a: b%?#<\"/target");
    }

    @Test
    void aLinkIsAnAddressWhateverTheDirectoryIsCalled() throws IOException {
        assertThat(page(List.of(row("a"))).all("a").stream()
                        .map(link -> link.getAttribute("href"))
                        .filter(link -> link.endsWith("report.html")))
                .containsExactly("../../a:%20b%25%3F%23%3C%22/target/report.html");
    }

    @Test
    void ofVeryManyModulesThoseThatFailComeFirstAndTheRestIsCounted() throws IOException {
        List<ReactorRow> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(new ReactorRow("g:" + i, "m" + i, i == 2500 ? State.FAILED : State.PASSED, 1, "", ""));
        }
        Page page = page(rows);
        assertThat(rows(page.withId("modules"))).hasSize(2001);
        assertThat(rows(page.withId("modules")).get(1)).startsWith("m2500");
        assertThat(texts(page.withId("modules"), "p")).containsExactly("1000 rows more, in verification.json");
    }

    private static Page page(List<ReactorRow> rows) throws IOException {
        StringBuilder out = new StringBuilder();
        ReactorPage.write(new ReactorSummary(rows, ROOT.resolve("target/metrics-gate-reactor")), out);
        return Page.of(out.toString());
    }
}
