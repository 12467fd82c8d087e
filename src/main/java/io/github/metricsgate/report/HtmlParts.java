package io.github.metricsgate.report;

import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What several parts of a page are made of. */
final class HtmlParts {

    /** A longer name is shortened in the middle. */
    private static final int LONGEST_NAME = 80;

    private static final int DIGITS_OF_A_COMMIT = 10;

    private HtmlParts() {}

    /** A name as a page shows it; two quotes if it is empty. */
    static String safe(String text) {
        return text.isEmpty() ? "''" : SafeText.of(text, LONGEST_NAME);
    }

    /** A name of somebody else's, which does not change the direction of what stands around it. */
    static Element name(String text) {
        return Element.of("bdi", safe(text));
    }

    /** Its name, and its key in smaller letters. */
    static Element with(Phase phase, Element around) {
        return around.add(name(phase.name())).text(" ").add(name(phase.key()).with("class", "key"));
    }

    /** A table that scrolls sideways if it is wider than the screen, by keyboard too. */
    static Element table(String label, Element head, List<? extends Node> rows) {
        return Element.of("div")
                .with("class", "scroll")
                .with("role", "region")
                .with("aria-label", label)
                .with("tabindex", "0")
                .add(Element.of("table")
                        .add(Element.of("thead").add(head))
                        .add(Element.of("tbody").add(rows)));
    }

    /** The head of a table: figures are in columns after {@code texts} columns of text. */
    static Element head(int texts, List<String> columns) {
        Element head = Element.of("tr");
        for (int i = 0; i < columns.size(); i++) {
            Element column = Element.of("th", columns.get(i));
            head.add(i >= texts ? column.with("class", "n") : column);
        }
        return head;
    }

    /**
     * A picture with what it shows over it, and what it was drawn from behind it.
     *
     * @param data the table; empty for none
     */
    static Element figure(List<? extends Node> caption, Node picture, List<? extends Node> data) {
        Element figure =
                Element.of("figure").add(Element.of("figcaption").add(caption)).add(picture);
        return figure.add(data);
    }

    /** A small table that opens. */
    static Element data(List<String> columns, List<List<String>> rows) {
        List<Element> cells = new ArrayList<>();
        for (List<String> row : rows) {
            Element line = Element.of("tr");
            for (String cell : row) {
                line.add(Element.of("td", cell));
            }
            cells.add(line);
        }
        return Element.of("details")
                .add(Element.of("summary", "Data"))
                .add(Element.of("table")
                        .add(Element.of("thead").add(head(columns.size(), columns)))
                        .add(Element.of("tbody").add(cells)));
    }

    /** A figure with its unit. */
    static String figure(Measurement measurement) {
        BigDecimal value = measurement.value();
        return value == null
                ? VerdictTable.NONE
                : figure(value, measurement.metric().unit());
    }

    static String figure(BigDecimal value, Unit unit) {
        return Figures.row(List.of(value), List.of(), unit).withUnit(value);
    }

    /** "2026-11-01 01:00", in UTC. */
    static String minute(Instant time) {
        String text = time.toString();
        int t = text.indexOf('T');
        return text.substring(0, t) + " " + text.substring(t + 1, t + 6);
    }

    static String day(Instant time) {
        String text = time.toString();
        return text.substring(0, text.indexOf('T'));
    }

    /** A commit as people write it: the first digits of its hash. */
    static String commit(String commit) {
        boolean isHash = commit.length() >= DIGITS_OF_A_COMMIT && commit.chars().allMatch(HexFormat::isHexDigit);
        return isHash ? commit.substring(0, DIGITS_OF_A_COMMIT) : SafeText.of(commit, 2 * DIGITS_OF_A_COMMIT);
    }
}
