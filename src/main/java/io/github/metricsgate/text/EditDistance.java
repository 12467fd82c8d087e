package io.github.metricsgate.text;

import java.util.Arrays;

/**
 * The number of insertions, deletions, replacements and swaps of neighbours that lead from one text to others. The time
 * for each is at most proportional to the length of the text times the largest distance of interest.
 */
final class EditDistance {

    /** Characters with the same last seven bits are counted together, which rejects fewer names but none wrongly. */
    private static final int BUCKETS = 128;

    private final String text;
    private final int[] surplus = new int[BUCKETS];
    private long comparisons;

    EditDistance(String text) {
        this.text = text;
    }

    /** How many pairs of characters have been compared so far. */
    long comparisons() {
        return comparisons;
    }

    /** The distance if it is at most {@code most}, otherwise any larger number. */
    int to(String other, int most) {
        if (Math.abs(text.length() - other.length()) > most || unmatched(other) > most) {
            return most + 1;
        }
        int tooMany = most + 1;
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] current = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = Math.min(j, tooMany);
        }
        for (int i = 1; i <= text.length(); i++) {
            int first = Math.max(1, i - most);
            int end = Math.min(other.length(), i + most);
            comparisons += Math.max(0, end - first + 1);
            // Nothing is computed farther from the diagonal than the distance of interest.
            current[first - 1] = first == 1 ? Math.min(i, tooMany) : tooMany;
            int least = current[first - 1];
            for (int j = first; j <= end; j++) {
                char a = text.charAt(i - 1);
                char b = other.charAt(j - 1);
                int edits = Math.min(last[j - 1] + (a == b ? 0 : 1), Math.min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a == other.charAt(j - 2) && text.charAt(i - 2) == b) {
                    edits = Math.min(edits, beforeLast[j - 2] + 1);
                }
                current[j] = Math.min(edits, tooMany);
                least = Math.min(least, edits);
            }
            if (end < other.length()) {
                current[end + 1] = tooMany;
            }
            if (least > most) {
                return tooMany;
            }
            int[] reused = beforeLast;
            beforeLast = last;
            last = current;
            current = reused;
        }
        return last[other.length()];
    }

    /**
     * How many characters of one text have no counterpart in the other, at any position: the distance is never less.
     */
    private int unmatched(String other) {
        Arrays.fill(surplus, 0);
        for (int i = 0; i < text.length(); i++) {
            surplus[text.charAt(i) % BUCKETS]++;
        }
        for (int i = 0; i < other.length(); i++) {
            surplus[other.charAt(i) % BUCKETS]--;
        }
        int more = 0;
        int less = 0;
        for (int difference : surplus) {
            more += Math.max(0, difference);
            less += Math.max(0, -difference);
        }
        return Math.max(more, less);
    }
}
