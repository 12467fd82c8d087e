package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.CanonicalText;
import io.github.metricsgate.metrics.Glob;
import io.github.metricsgate.metrics.Phase;
import java.util.List;
import java.util.Optional;

/** Which phases a threshold is for. */
public sealed interface Selector {

    /** Every phase for which no other threshold has a limit: {@code p99Threshold}. */
    record Everything() implements Selector {}

    /** Every phase: a threshold that names none. */
    record AnyPhase() implements Selector {}

    /**
     * The phases whose key or name is {@code text}, character for character; if there is none, those whose key or name is
     * canonically equal to it (composed or decomposed letters); if there is none either, those whose key or name it
     * matches as a glob: {@code *} is any text, {@code ?} any one character. Case matters.
     */
    record Text(String text) implements Selector {}

    /** Tells of each of the phases how specifically the selector refers to it; empty if it does not. */
    default Matcher among(List<Phase> phases) {
        if (this instanceof Text selector) {
            return Matcher.of(selector.text(), phases);
        }
        Optional<Specificity> all =
                Optional.of(this instanceof Everything ? Specificity.EVERYTHING : Specificity.ANY_PHASE);
        return phase -> all;
    }

    /** A selector that knows all phases there are: whether its text is a name or a glob depends on them. */
    interface Matcher {

        Optional<Specificity> match(Phase phase);

        private static Matcher of(String text, List<Phase> phases) {
            for (Phase phase : phases) {
                if (text.equals(phase.key()) || text.equals(phase.name())) {
                    return candidate -> named(text.equals(candidate.key()), text.equals(candidate.name()));
                }
            }
            for (Phase phase : phases) {
                if (CanonicalText.areEqual(text, phase.key()) || CanonicalText.areEqual(text, phase.name())) {
                    return candidate -> named(
                            CanonicalText.areEqual(text, candidate.key()),
                            CanonicalText.areEqual(text, candidate.name()));
                }
            }
            Glob glob = new Glob(text);
            Optional<Specificity> specificity = Optional.of(Specificity.glob(glob.literals()));
            return candidate ->
                    glob.matches(candidate.name()) || glob.matches(candidate.key()) ? specificity : Optional.empty();
        }

        private static Optional<Specificity> named(boolean byKey, boolean byName) {
            if (byKey) {
                return Optional.of(Specificity.KEY);
            }
            return byName ? Optional.of(Specificity.NAME) : Optional.empty();
        }
    }
}
