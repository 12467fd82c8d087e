package io.github.metricsgate.report;

import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which run it was, and what it was compared with. */
final class HtmlRun {

    private static final int LONGEST = 200;

    private HtmlRun() {}

    static Element of(Verification verification) {
        RunContext context = verification.set().run().context();
        RunIdentity identity = verification.past().isPresent()
                ? verification.past().get().self().identity()
                : context.identity();
        Element list = Element.of("dl").with("class", "run");
        Instant time = verification.set().time();
        fact(list, "time", time == null ? null : HtmlParts.minute(time) + " UTC");
        duration(list, verification.phases());
        fact(
                list,
                "aborted",
                !context.abortStatus().aborted()
                        ? "no"
                        : context.abortStatus().reason().isEmpty()
                                ? "yes"
                                : "yes: " + SafeText.of(context.abortStatus().reason(), LONGEST));
        String build = identity.id() == null ? identity.url() : identity.id();
        if (build != null) {
            String text = SafeText.of(build, LONGEST);
            fact(list, "build", identity.url() == null ? Element.of("bdi", text) : Element.link(identity.url(), text));
        }
        if (identity.commit() != null) {
            fact(list, "commit", Element.of("code", SafeText.of(identity.commit(), LONGEST)));
        }
        fact(list, "branch", identity.branch() == null ? null : SafeText.of(identity.branch(), LONGEST));
        if (!identity.environment().isEmpty()) {
            List<String> facts = new ArrayList<>();
            for (Map.Entry<String, String> fact : new TreeMap<>(identity.environment()).entrySet()) {
                facts.add(SafeText.of(fact.getKey(), LONGEST) + " " + SafeText.of(fact.getValue(), LONGEST));
            }
            fact(list, "machine", String.join(", ", facts));
        }
        Element section = Element.of("section")
                .with("id", "run")
                .add(Element.of("h2", "Run"))
                .add(list);
        return section.add(comparedWith(verification));
    }

    private static List<Node> comparedWith(Verification verification) {
        List<Node> sentences = new ArrayList<>();
        for (String sentence : comparison(verification)) {
            sentences.add(Element.of("p", sentence));
        }
        if (sentences.isEmpty()) {
            sentences.add(Element.of("p", notCompared(verification)).with("class", "quiet"));
        }
        return sentences;
    }

    private static String notCompared(Verification verification) {
        if (!verification.findings(Finding.UnusableHistory.class).isEmpty()) {
            return "It was not compared with earlier runs, because the history cannot be used.";
        }
        return verification.hasFigures()
                ? "There is no history to compare it with."
                : "It was not compared with earlier runs, because there are no figures to compare.";
    }

    /** What it was compared with, in sentences; none without a history. */
    static List<String> comparison(Verification verification) {
        List<String> sentences = new ArrayList<>();
        for (Finding.OfBaseline finding : verification.findings(Finding.OfBaseline.class)) {
            if (finding instanceof Finding.ComparedWith || finding instanceof Finding.NotEnoughRuns) {
                Optional<String> note = BaselineWording.note(finding);
                if (note.isPresent()) {
                    sentences.add(note.get());
                }
            }
        }
        return sentences;
    }

    /** A run has no duration of its own: its phases have. */
    private static void duration(Element list, List<Phase> phases) {
        BigDecimal sum = BigDecimal.ZERO;
        int counted = 0;
        for (Phase phase : phases) {
            BigDecimal duration = PhaseMetric.Figure.DURATION.valueIn(phase);
            if (duration != null) {
                sum = sum.add(duration);
                counted++;
            }
        }
        if (counted > 0) {
            fact(
                    list,
                    "duration",
                    HtmlParts.figure(sum, Unit.TIME) + ", of " + Counted.of(counted, "phase") + " added");
        }
    }

    private static void fact(Element list, String name, @Nullable String value) {
        if (value != null) {
            fact(list, name, Element.of("bdi", value));
        }
    }

    private static void fact(Element list, String name, Element value) {
        list.add(Element.of("div")
                .add(Element.of("dt", name))
                .add(Element.of("dd").add(value)));
    }
}
