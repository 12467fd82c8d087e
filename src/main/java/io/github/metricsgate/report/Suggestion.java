package io.github.metricsgate.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that a user probably meant. */
public final class Suggestion {

    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /**
     * The one of {@code known} that takes the fewest edits to reach, if that is few enough to be a slip, or if one is the
     * beginning of the other.
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt((String name) -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(String written, String name) {
        boolean oneBeginsTheOther = written.startsWith(name) || name.startsWith(written);
        if (oneBeginsTheOther && Math.min(written.length(), name.length()) >= SHORTEST_BEGINNING) {
            return true;
        }
        int tolerated = Math.max(2, written.length() / 3);
        return Math.abs(name.length() - written.length()) <= tolerated && distance(written, name) <= tolerated;
    }

    /** Levenshtein's: insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
