package io.github.metricsgate.report;

import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.text.Counted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The summary of the reactor as a page: the result, and the modules with links to their own pages. */
final class ReactorPage {

    /** The rest is counted. */
    private static final int MOST_ROWS = 2000;

    private static final int LONGEST_FINDING = 300;

    private ReactorPage() {}

    static void write(ReactorSummary summary, Appendable out) throws IOException {
        String result = summary.result().inWords();
        Element main = Element.of("main")
                .with("id", "main")
                .add(Element.of("header")
                        .add(Element.of("p", "metrics-gate").with("class", "eyebrow"))
                        .add(Element.of("h1")
                                .add(Element.of("span", result).with("class", "result"))
                                .text(" ")
                                .add(HtmlParts.name(ReactorSummary.SUBJECT)))
                        .add(Element.of("p", summary.counted())));
        main.add(modules(summary));
        Element reports = Element.of("ul").with("class", "files");
        for (String name : ReactorSummary.OTHER_REPORTS) {
            reports.add(Element.of("li").add(Element.of("a", name).to(name)));
        }
        main.add(Element.of("section")
                .with("id", "files")
                .add(Element.of("h2", "The same in other forms"))
                .add(reports));
        HtmlReport.page(result + ": " + ReactorSummary.SUBJECT + " - metrics-gate", kind(summary.result()), main, out);
    }

    private static Element modules(ReactorSummary summary) {
        List<ReactorRow> rows = summary.shown();
        if (rows.size() > MOST_ROWS) {
            rows.sort(Comparator.comparing((ReactorRow row) -> !row.state().failsTheBuild())
                    .thenComparing(row -> row.worst().isEmpty()));
        }
        List<Element> lines = new ArrayList<>();
        for (ReactorRow row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            lines.add(line(summary, row));
        }
        Element head = Element.of("tr")
                .add(Element.of("th", "module"))
                .add(Element.of("th", "phases").with("class", "n"))
                .add(Element.of("th", "result"))
                .add(Element.of("th", "worst finding"));
        Element section = Element.of("section")
                .with("id", "modules")
                .add(Element.of("h2", "Modules"))
                .add(HtmlParts.table("Modules", head, lines));
        return rows.size() <= MOST_ROWS
                ? section
                : section.add(
                        Element.of("p", Counted.of(rows.size() - MOST_ROWS, "row") + " more, in verification.json"));
    }

    private static Element line(ReactorSummary summary, ReactorRow row) {
        String link = summary.link(row);
        Element name = HtmlParts.name(row.name());
        return Element.of("tr")
                .add(Element.of("th")
                        .with("scope", "row")
                        .add(
                                link.isEmpty()
                                        ? name
                                        : Element.link(HtmlLinks.encoded(link + "/" + HtmlReport.FILE), "")
                                                .add(name)))
                .add(Element.of("td", row.phases() == 0 ? VerdictTable.NONE : String.valueOf(row.phases()))
                        .with("class", "n"))
                .add(Element.of("td", row.state().inWords()).with("class", kind(row.state())))
                .add(Element.of(
                        "td", row.worst().isEmpty() ? "" : ReactorConsole.beginning(row.worst(), LONGEST_FINDING)));
    }

    private static String kind(ReactorRow.State state) {
        if (state.failsTheBuild()) {
            return "fails";
        }
        return state == ReactorRow.State.PASSED ? "kept" : "none";
    }
}
