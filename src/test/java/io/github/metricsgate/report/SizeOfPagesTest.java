package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.everything;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.SimulatedHistory;
import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A page is small, and of a large run it is not large. */
class SizeOfPagesTest {

    private static SimulatedHistory historyOf(int runs) {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults(), everything("700ms"));
        history.ofCommits();
        for (int run = 0; run < runs; run++) {
            history.run(SamplePages.large(20, run));
        }
        return history;
    }

    @Test
    void twentyPhasesAndAHundredRunsTakeLessThan200KB() throws IOException {
        SimulatedHistory history = historyOf(99);
        long began = System.nanoTime();
        StringBuilder out = new StringBuilder();
        new HtmlReport(SamplePages.REPORTS)
                .write(Presentation.of(history.run(SamplePages.large(20, 99)), SamplePages.DISTRIBUTIONS), out);
        Page page = Page.of(out.toString());
        System.out.printf(
                "20 phases, 100 runs: report.html has %,d bytes and %d pictures, made in %d ms%n",
                bytes(page), page.all("svg").size(), (System.nanoTime() - began) / 1_000_000);
        assertThat(bytes(page)).isLessThan(200_000);
        assertThat(page.all("svg")).hasSizeGreaterThanOrEqualTo(62);
        assertThat(Page.rows(page.withId("history"))).hasSize(101);
    }

    /** All figures of four of the phases got worse: there is no room for all of them. */
    @Test
    void theSameWithFourThatGotSlowerTakeNoMore() throws IOException {
        SimulatedHistory history = historyOf(98);
        history.run(SamplePages.slower(20, 98));
        Page page = Page.of(Presentation.of(history.run(SamplePages.slower(20, 99)), SamplePages.DISTRIBUTIONS));
        System.out.printf(
                "20 phases, 100 runs, 4 phases slower: report.html has %,d bytes and %d pictures%n",
                bytes(page), page.all("svg").size());
        assertThat(bytes(page)).isLessThan(200_000);
        // Latencies, distribution and a trend of each phase, six trends more, and resources.
        assertThat(page.all("svg")).hasSize(20 * 3 + 6 + 2);
        assertThat(Page.rows(page.withId("history")).get(0)).hasSize(3 + 20 + 6);
        assertThat(Page.texts(page.root(), "p"))
                .contains(
                        "2 more figures are bad or suspect; only the worst of the page have a picture of their trend.",
                        "4 more figures are bad or suspect; only the worst of the page have a picture of their trend.");
    }

    @Test
    void aThousandPhasesTakeLessThan5MBAndTheRestIsCounted() throws IOException {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults(), everything("700ms"));
        for (int run = 0; run < 20; run++) {
            history.run(SamplePages.large(1000, run));
        }
        Presentation presentation =
                Presentation.of(history.run(SamplePages.large(1000, 20)), SamplePages.DISTRIBUTIONS);
        Page page = Page.of(presentation);
        System.out.printf("1,000 phases, 21 runs: report.html has %,d bytes%n", bytes(page));
        assertThat(bytes(page)).isLessThan(5_000_000);
        assertThat(Page.rows(page.withId("phases"))).hasSize(1001);
        assertThat(page.all("section").stream()
                        .filter(each -> each.getAttribute("class").equals("phase")))
                .hasSize(60);
        assertThat(Page.texts(page.root(), "p"))
                .contains(
                        "940 phases more are only in the table: these 60 are the ones with the worst verdicts, then the"
                                + " first.");
    }

    /** What is written is forgotten: the page never is in memory as a whole. */
    @Test
    void theMemoryThatAPageTakesDoesNotGrowWithIt() throws IOException {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int run = 0; run < 3; run++) {
            history.run(SamplePages.large(1000, run));
        }
        int[] sections = {0};
        int[] written = {0};
        Presentation presentation = Presentation.of(history.run(SamplePages.large(1000, 3)), new Distributions() {
            @Override
            public Optional<Distribution> of(Phase phase) {
                // Each is asked for when the phases before it are written.
                assertThat(written[0]).isGreaterThan(sections[0] * 1000);
                sections[0]++;
                return SamplePages.DISTRIBUTIONS.of(phase);
            }

            @Override
            public Optional<OfBaseline> ofBaseline(Phase phase) {
                return SamplePages.DISTRIBUTIONS.ofBaseline(phase);
            }
        });
        new HtmlReport(SamplePages.REPORTS).write(presentation, new Appendable() {
            @Override
            public Appendable append(CharSequence text) {
                written[0] += text.length();
                return this;
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) {
                written[0] += end - start;
                return this;
            }

            @Override
            public Appendable append(char c) {
                written[0]++;
                return this;
            }
        });
        assertThat(sections[0]).isEqualTo(60);
    }

    private static int bytes(Page page) {
        return page.source().getBytes(StandardCharsets.UTF_8).length;
    }
}
