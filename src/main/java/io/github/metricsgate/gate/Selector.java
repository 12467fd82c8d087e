package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Phase;
import java.util.Optional;

/** Which phases a threshold is for, and how specifically it says so. */
public sealed interface Selector {

    /** How specifically this selects {@code phase}; empty if it does not. */
    Optional<Specificity> match(Phase phase);

    /** Every phase, where no other threshold has a word: {@code p99Threshold}. */
    record Everything() implements Selector {
        @Override
        public Optional<Specificity> match(Phase phase) {
            return Optional.of(Specificity.EVERYTHING);
        }
    }

    /** Every phase: a threshold that names none. */
    record AnyPhase() implements Selector {
        @Override
        public Optional<Specificity> match(Phase phase) {
            return Optional.of(Specificity.ANY_PHASE);
        }
    }

    /**
     * The phases whose key or name is {@code text}, and those whose key or name it matches as a glob: {@code *} is any
     * text, {@code ?} any one character. Upper and lower case differ.
     */
    record Text(String text) implements Selector {
        @Override
        public Optional<Specificity> match(Phase phase) {
            if (text.equals(phase.key())) {
                return Optional.of(Specificity.KEY);
            }
            if (text.equals(phase.name())) {
                return Optional.of(Specificity.NAME);
            }
            if (matches(phase.name()) || matches(phase.key())) {
                return Optional.of(Specificity.glob(literals()));
            }
            return Optional.empty();
        }

        private int literals() {
            int wildcards = 0;
            for (int i = 0; i < text.length(); i++) {
                wildcards += text.charAt(i) == '*' || text.charAt(i) == '?' ? 1 : 0;
            }
            return text.codePointCount(0, text.length()) - wildcards;
        }

        /** In time proportional to the product of the lengths, whatever the glob. */
        private boolean matches(String candidate) {
            int g = 0;
            int c = 0;
            int lastStar = -1;
            int lastStarEnd = 0;
            while (c < candidate.length()) {
                if (g < text.length() && text.charAt(g) == '*') {
                    lastStar = g++;
                    lastStarEnd = c;
                } else if (g < text.length() && text.charAt(g) == '?') {
                    g++;
                    c = candidate.offsetByCodePoints(c, 1);
                } else if (g < text.length() && text.charAt(g) == candidate.charAt(c)) {
                    g++;
                    c++;
                } else if (lastStar >= 0) {
                    g = lastStar + 1;
                    lastStarEnd = candidate.offsetByCodePoints(lastStarEnd, 1);
                    c = lastStarEnd;
                } else {
                    return false;
                }
            }
            while (g < text.length() && text.charAt(g) == '*') {
                g++;
            }
            return g == text.length();
        }
    }
}
