package io.github.metricsgate.report;

import static io.github.metricsgate.report.Page.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** Reads a page and a picture of a hostile text back, for {@link HostileTextTest}. */
final class PageReaders {

    /** How wide a name may be in a sentence. */
    private static final int SENTENCE = 120;

    private static final int NAME = 80;

    private static final Map<String, Integer> SHAPE = shape(new HtmlReport(SamplePages.REPORTS), "harmless");
    private static final Map<String, Integer> SHAPE_OF_PICTURE = shape(new TrendPicture(), "harmless");

    /** Of a statistic that is called as another metric is, there is nothing to draw. */
    private static final Map<String, Integer> SHAPE_OF_NO_PICTURE = shape(new TrendPicture(), "rss_mb");

    private PageReaders() {}

    private static Map<String, Integer> shape(Report report, String text) {
        try {
            return Page.of(report, Presentation.of(new Hostile(text).verification()))
                    .shape();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static boolean readPage(Hostile hostile, String report) {
        Page page = Page.of(report);
        // What is empty has no reason and so no column of reasons.
        if (!hostile.text().isEmpty()) {
            assertThat(page.shape()).isEqualTo(SHAPE);
        }
        Element header = page.all("header").get(0);
        assertThat(texts(header, "h1")).containsExactly("FAILED module");
        assertThat(texts(header, "li")).hasSize(4);
        assertThat(texts(page.withId("warnings"), "li")).hasSizeGreaterThan(0);
        assertThat(page.all("a"))
                .allSatisfy(link ->
                        assertThat(link.getAttribute("href")).matches("#[a-zA-Z0-9_.-]+|(\\.\\./)*[a-zA-Z0-9_/.-]+"));
        if (!hostile.fits(SENTENCE - "no such ".length())) {
            return false;
        }
        List<String> sentences = new ArrayList<>();
        for (Element item : Page.all(header, "li")) {
            sentences.add(Hostile.decoded(item.getTextContent()));
        }
        sentences.add(
                Hostile.decoded(Page.all(page.withId("warnings"), "li").get(0).getTextContent()));
        hostile.isReportedIn(sentences);
        if (hostile.fits(NAME) && !hostile.text().isEmpty()) {
            List<String> names = page.all("h3").stream()
                    .map(heading -> Hostile.decoded(heading.getTextContent()))
                    .toList();
            assertThat(names).contains(hostile.text() + " " + hostile.text(), "Plain plain");
        }
        return true;
    }

    static boolean readPicture(Hostile hostile, String report) {
        boolean isDrawn = HostileTextTest.latencies(hostile) == 1;
        Page picture = Page.of(report);
        if (!hostile.text().isEmpty()) {
            assertThat(picture.shape()).isEqualTo(isDrawn ? SHAPE_OF_PICTURE : SHAPE_OF_NO_PICTURE);
        }
        String title = picture.all("title").get(0).getTextContent();
        assertThat(texts(picture.root(), "text").get(0)).isEqualTo(title.strip());
        assertThat(title).startsWith("FAILED: ");
        if (!hostile.fits(20)) {
            return false;
        }
        assertThat(Hostile.decoded(title))
                .isEqualTo("FAILED: " + (isDrawn ? hostile.text() + " of " + hostile.text() : "module"));
        return true;
    }
}
