package io.github.metricsgate.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The name that a user probably meant. */
public final class Suggestion {

    private static final int SHORTEST_BEGINNING = 3;

    /** Nobody mistypes longer names, but a file may hold them. */
    private static final int LONGEST = 100;

    private Suggestion() {}

    /** The one of {@code known} that is a few slips of the keyboard away, or begins with what was written. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return nearest(written, known, (a, b) -> isSlip(a, b) || isBeginning(a, b));
    }

    /** "Did you mean" and the nearest name, as the continuation of a sentence; empty if none is near. */
    public static String inSentence(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> " (did you mean '" + Names.of(name) + "'?)")
                .orElse("");
    }

    /** The one of {@code known} that is a few slips of the keyboard away. */
    public static Optional<String> slip(String written, Collection<String> known) {
        return nearest(written, known, Suggestion::isSlip);
    }

    private static Optional<String> nearest(
            String written, Collection<String> known, BiPredicate<String, String> isNear) {
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> name.length() <= LONGEST && written.length() <= LONGEST)
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

    /** How many insertions, deletions, replacements and swaps of neighbours lead from one to the other. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
