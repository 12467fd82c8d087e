package io.github.metricsgate.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pages and pictures as files, for tests that look at them in a browser. */
public final class PagesForBrowsers {

    private PagesForBrowsers() {}

    /** The files by their paths; each page has its style sheet beside it. */
    public static Map<String, byte[]> files() throws IOException {
        Map<String, Presentation> presentations = new LinkedHashMap<>();
        presentations.put("shop", SamplePages.shop());
        GoldenReportsTest.verifications()
                .forEach((name, verification) -> presentations.put(name, Presentation.of(verification)));
        List<Hostile> hostile = Hostile.all();
        // Each of the corpus is read back by a parser; a browser sees every fortieth.
        for (int i = 0; i < hostile.size(); i += 40) {
            presentations.put("hostile-" + i, Presentation.of(hostile.get(i).verification()));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<String, Presentation> each : presentations.entrySet()) {
            put(files, each.getKey() + "/report.html", new HtmlReport(SamplePages.REPORTS), each.getValue());
            put(files, each.getKey() + "/report.css", new StyleSheet(), each.getValue());
            put(files, each.getKey() + "/trend.svg", new TrendPicture(), each.getValue());
        }
        StringBuilder reactor = new StringBuilder();
        Path root = Path.of("/repo");
        ReactorPage.write(
                new ReactorSummary(ReactorSummaryTest.rows(root), root.resolve("target/metrics-gate-reactor")),
                reactor);
        files.put("reactor/report.html", reactor.toString().getBytes(StandardCharsets.UTF_8));
        files.put("reactor/report.css", Objects.requireNonNull(files.get("shop/report.css")));
        return files;
    }

    private static void put(Map<String, byte[]> files, String name, Report report, Presentation presentation)
            throws IOException {
        StringBuilder text = new StringBuilder();
        report.write(presentation, text);
        files.put(name, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
