package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.VerdictTable.Row;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The table of phases, a row each, and which of them are shown in full. */
final class HtmlPhases {

    /** Of a phase in full; a page with more of them would be too large. */
    private static final int MOST_IN_FULL = 60;

    /** Beside the first one of each phase; each is a picture and a column of the table of runs. */
    private static final int MOST_MORE_TRENDS = 6;

    private static final int MOST_ROWS = 2000;
    private static final int MOST_RANKS = 7;
    private static final int LONGEST_KEY = 40;
    private static final int MOST_BADNESS = 2;

    private final List<Phase> phases;
    private final SeriesFindings findings;
    private final VerdictTable table;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final List<Row> onRun = new ArrayList<>();
    private final Map<String, String> anchors = new HashMap<>();
    private final Set<String> inTable;
    private final Set<String> inFull;
    private final Map<String, Integer> trends = new HashMap<>();

    HtmlPhases(Presentation presentation, SeriesFindings findings) {
        Verification verification = presentation.verification();
        this.phases = verification.phases();
        this.findings = findings;
        this.table = presentation.table();
        for (Row row : table.rows()) {
            Phase phase = row.phase();
            if (phase == null) {
                onRun.add(row);
                continue;
            }
            List<Row> ofPhase = rows.get(phase.key());
            if (ofPhase == null) {
                ofPhase = new ArrayList<>();
                rows.put(phase.key(), ofPhase);
            }
            ofPhase.add(row);
        }
        for (int i = 0; i < phases.size(); i++) {
            String key = phases.get(i).key();
            anchors.put(key, isPlain(key) ? "phase-" + key : "phase." + i);
        }
        this.inTable = worst(MOST_ROWS);
        this.inFull = worst(MOST_IN_FULL);
        countTrends();
    }

    /** The first of each phase, and of all others the worst: as each phase has its worst first, they are its first ones. */
    private void countTrends() {
        List<Measurement> others = new ArrayList<>();
        for (Phase phase : inFull()) {
            List<Measurement> shown = findings.shown(phase);
            trends.put(phase.key(), Math.min(1, shown.size()));
            others.addAll(shown.subList(Math.min(1, shown.size()), shown.size()));
        }
        others.sort(findings);
        for (Measurement other : others.subList(0, Math.min(MOST_MORE_TRENDS, others.size()))) {
            trends.merge(Objects.requireNonNull(other.phase()).key(), 1, Integer::sum);
        }
    }

    /** How many figures of a phase that is shown in full have a picture of their trend. */
    int trends(Phase phase) {
        return trends.getOrDefault(phase.key(), 0);
    }

    /** Those that are shown in full, in their order. */
    List<Phase> inFull() {
        List<Phase> shown = new ArrayList<>();
        for (Phase phase : phases) {
            if (inFull.contains(phase.key())) {
                shown.add(phase);
            }
        }
        return shown;
    }

    List<Row> rows(Phase phase) {
        return rows.getOrDefault(phase.key(), List.of());
    }

    /** The verdicts on the run as a whole. */
    List<Row> onRun() {
        return onRun;
    }

    /** Where a phase is on the page. */
    String anchor(Phase phase) {
        return Objects.requireNonNull(anchors.get(phase.key()));
    }

    /** The phases that are not shown in full, counted; empty if all are. */
    String more() {
        int more = phases.size() - inFull.size();
        return more == 0
                ? ""
                : Counted.of(more, "phase") + " more " + (more == 1 ? "is" : "are") + " only in the table: these "
                        + inFull.size() + " are the ones with the worst verdicts, then the first.";
    }

    Element section() {
        Element section = Element.of("section").with("id", "phases").add(Element.of("h2", "Phases"));
        if (phases.isEmpty()) {
            return section.add(Element.of("p", "There are no phases."));
        }
        List<String> ranks = ranks();
        boolean hasChange = table.header().contains(VerdictTable.CHANGE);
        List<String> columns = new ArrayList<>(List.of("phase"));
        columns.addAll(ranks);
        columns.addAll(List.of("items", "failed"));
        if (hasChange) {
            columns.add("change of p99");
        }
        Element head = HtmlParts.head(1, columns).add(Element.of("th", "verdict"));
        List<Element> lines = new ArrayList<>();
        for (Phase phase : phases) {
            if (inTable.contains(phase.key())) {
                lines.add(line(phase, ranks, hasChange));
            }
        }
        section.add(HtmlParts.table("Phases", head, lines));
        if (lines.size() < phases.size()) {
            section.add(
                    Element.of("p", Counted.of(phases.size() - lines.size(), "phase") + " more, in verification.json"));
        }
        if (table.marksAMaximum()) {
            section.add(Element.of("p", VerdictTable.MAXIMUM_NOTE).with("class", "quiet"));
        }
        return section;
    }

    private Element line(Phase phase, List<String> ranks, boolean hasChange) {
        boolean isInFull = inFull.contains(phase.key());
        Element name = Element.of("th").with("scope", "row");
        if (isInFull) {
            name.add(HtmlParts.with(phase, Element.of("a").to("#" + anchor(phase))));
        } else {
            HtmlParts.with(phase, name);
        }
        Element line = Element.of("tr").add(name);
        if (!isInFull) {
            line.with("id", anchor(phase));
        }
        Figures figures = table.figures(phase);
        for (String rank : ranks) {
            line.add(number(VerdictTable.percentile(phase, rank, figures)));
        }
        line.add(number(count(phase, PhaseMetric.Figure.ITEMS_PROCESSED)));
        line.add(number(count(phase, PhaseMetric.Figure.ITEMS_FAILED)));
        if (hasChange) {
            line.add(number(change(phase)));
        }
        return line.add(verdict(rows(phase)));
    }

    private String change(Phase phase) {
        Optional<BaselineVerdict> compared =
                findings.compared(new SeriesName(phase.key(), new PhaseMetric.Latency("p99")));
        return compared.isEmpty() ? "" : BaselineWording.changeInColumn(compared.get());
    }

    private static Element number(String text) {
        return Element.of("td", text).with("class", "n");
    }

    private static String count(Phase phase, PhaseMetric.Figure figure) {
        BigDecimal value = figure.valueIn(phase);
        return value == null ? VerdictTable.NONE : HtmlParts.figure(value, Unit.NUMBER);
    }

    /** What became of a phase: what is bad, or else that its limits are kept. */
    private static Element verdict(List<Row> rows) {
        Map<String, Integer> words = new LinkedHashMap<>();
        Row worst = null;
        for (Row row : rows) {
            String word = VerdictTable.word(row);
            words.put(word, words.getOrDefault(word, 0) + 1);
            worst = worst == null || badness(row) > badness(worst) ? row : worst;
        }
        List<String> texts = new ArrayList<>();
        for (int badness = MOST_BADNESS; badness >= 0; badness--) {
            for (Row row : rows) {
                String word = VerdictTable.word(row);
                Integer count = badness(row) == badness ? words.remove(word) : null;
                if (count != null && (!row.isKept() || texts.isEmpty())) {
                    texts.add(count == 1 ? word : word + " (" + count + ")");
                }
            }
        }
        return Element.of("td", texts.isEmpty() ? VerdictTable.NONE : String.join(", ", texts))
                .with("class", worst == null ? "none" : HtmlPhase.kind(worst));
    }

    private static int badness(Row row) {
        return row.fails() ? MOST_BADNESS : row.isKept() ? 0 : 1;
    }

    /** The percentiles that any phase has, by their number, and those that every report has; not too many. */
    private List<String> ranks() {
        TreeMap<Double, String> ranks = new TreeMap<>();
        for (String percentile : Phase.PERCENTILES) {
            ranks.put(rank(percentile), percentile);
        }
        for (Phase phase : phases) {
            for (String key : phase.latencies().keySet()) {
                if (rank(key) >= 0 && ranks.size() < MOST_RANKS) {
                    ranks.putIfAbsent(rank(key), key);
                }
            }
        }
        return List.copyOf(ranks.values());
    }

    /** 99.9 for p99.9; -1 if it is no percentile. */
    private static double rank(String key) {
        if (key.length() < 2 || key.length() > 8 || key.charAt(0) != 'p') {
            return -1;
        }
        for (int i = 1; i < key.length(); i++) {
            char c = key.charAt(i);
            if ((c < '0' || c > '9') && !(c == '.' && i > 1 && i < key.length() - 1 && key.indexOf('.') == i)) {
                return -1;
            }
        }
        return Double.parseDouble(key.substring(1));
    }

    /** The phases with the worst verdicts, then the first ones. */
    private Set<String> worst(int most) {
        Set<String> worst = new HashSet<>();
        for (int badness = MOST_BADNESS; badness >= 0; badness--) {
            for (Phase phase : phases) {
                if (worst.size() < most && badness(rows(phase)) == badness) {
                    worst.add(phase.key());
                }
            }
        }
        return worst;
    }

    private static int badness(List<Row> rows) {
        int worst = 0;
        for (Row row : rows) {
            worst = Math.max(worst, badness(row));
        }
        return worst;
    }

    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean isPlain =
                    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
            if (!isPlain) {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= LONGEST_KEY;
    }
}
