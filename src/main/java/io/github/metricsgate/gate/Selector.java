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
            int[] glob = text.codePoints().toArray();
            if (matches(glob, phase.name()) || matches(glob, phase.key())) {
                return Optional.of(Specificity.glob(literals(glob)));
            }
            return Optional.empty();
        }

        private static int literals(int[] glob) {
            int literals = 0;
            for (int c : glob) {
                if (c != '*' && c != '?') {
                    literals++;
                }
            }
            return literals;
        }

        /** In time proportional to the product of the lengths, whatever the glob. */
        private static boolean matches(int[] glob, String candidate) {
            int[] text = candidate.codePoints().toArray();
            int g = 0;
            int t = 0;
            int lastStar = -1;
            int lastStarText = 0;
            while (t < text.length) {
                if (g < glob.length && glob[g] == '*') {
                    lastStar = g++;
                    lastStarText = t;
                } else if (g < glob.length && (glob[g] == '?' || glob[g] == text[t])) {
                    g++;
                    t++;
                } else if (lastStar >= 0) {
                    g = lastStar + 1;
                    t = ++lastStarText;
                } else {
                    return false;
                }
            }
            while (g < glob.length && glob[g] == '*') {
                g++;
            }
            return g == glob.length;
        }
    }
}
