package io.github.metricsgate.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The name that a user probably meant. */
public final class Suggestion {

    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /** The one of {@code known} that is a few slips of the keyboard away, or begins with what was written. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return nearest(written, known, (a, b) -> isSlip(a, b) || isBeginning(a, b));
    }

    /** The one of {@code known} that is a few slips of the keyboard away. */
    public static Optional<String> slip(String written, Collection<String> known) {
        return nearest(written, known, Suggestion::isSlip);
    }

    private static Optional<String> nearest(
            String written, Collection<String> known, BiPredicate<String, String> isNear) {
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> isNear.test(lower, name.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt((String name) -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isSlip(String written, String name) {
        int tolerated = Math.max(written.length(), name.length()) / 3;
        return Math.abs(name.length() - written.length()) <= tolerated && distance(written, name) <= tolerated;
    }

    private static boolean isBeginning(String written, String name) {
        return Math.min(written.length(), name.length()) >= SHORTEST_BEGINNING
                && (written.startsWith(name) || name.startsWith(written));
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
