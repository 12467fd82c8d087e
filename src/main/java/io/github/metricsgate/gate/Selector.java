package io.github.metricsgate.gate;

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
     * The phases whose key or name is {@code text}, character for character; if there is none, those whose key or name it
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
                    return candidate -> exactly(text, candidate);
                }
            }
            Glob glob = new Glob(text);
            Optional<Specificity> specificity = Optional.of(Specificity.glob(glob.literals()));
            return candidate ->
                    glob.matches(candidate.name()) || glob.matches(candidate.key()) ? specificity : Optional.empty();
        }

        private static Optional<Specificity> exactly(String text, Phase phase) {
            if (text.equals(phase.key())) {
                return Optional.of(Specificity.KEY);
            }
            return text.equals(phase.name()) ? Optional.of(Specificity.NAME) : Optional.empty();
        }
    }
}
