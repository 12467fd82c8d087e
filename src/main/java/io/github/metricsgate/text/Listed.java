package io.github.metricsgate.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Several things in one sentence or below each other, with a count of those that are too many to show. */
public final class Listed {

    private Listed() {}

    /** "a", "a and b", "a, b and c". */
    public static String and(List<String> items) {
        return joined(items, " and ");
    }

    /** "a", "a or b", "a, b or c". */
    public static String or(List<String> items) {
        return joined(items, " or ");
    }

    /**
     * "a, b and c", or "a, b and 47 more".
     *
     * @param most how many are shown; at least 1
     * @param words makes an item readable; only called for those that are shown
     */
    public static <T> String and(Collection<T> items, int most, Function<? super T, String> words) {
        List<String> shown = new ArrayList<>();
        for (T item : items) {
            if (shown.size() == most) {
                break;
            }
            shown.add(words.apply(item));
        }
        int more = items.size() - shown.size();
        return more == 0 ? and(shown) : String.join(", ", shown) + " and " + more + " more";
    }

    /** The first lines, followed by one that counts the others: "... and 47 more". */
    public static List<String> lines(List<String> lines, int most) {
        return lines(lines, most, lines.size());
    }

    /**
     * Like {@link #lines(List, int)}, if not all of the lines are available.
     *
     * @param total how many there are
     */
    public static List<String> lines(List<String> lines, int most, long total) {
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
        if (shown.size() < total) {
            shown.add("... and " + (total - shown.size()) + " more");
        }
        return shown;
    }

    private static String joined(List<String> items, String beforeLast) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + beforeLast + items.get(last);
    }
}
