package io.github.metricsgate.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name that a user probably meant, ignoring case. Names of more than 100 characters are never suggested. If very
 * many long names nearly match, only the first are compared, at least 5,000: the work is bounded, and the answer
 * depends on the names alone.
 */
public final class Suggestion {

    private static final int SHORTEST_BEGINNING = 3;

    /** Nobody mistypes longer names, but a file may contain them. */
    private static final int LONGEST = 100;

    /** One typo in this many characters is tolerated, ... */
    private static final int CHARACTERS_PER_SLIP = 3;

    /** ... but no more of them in total: if more differs, it is another name, however long it is. */
    private static final int MOST_SLIPS = 8;

    /** How many pairs of characters are compared for one suggestion. */
    private static final int MOST_COMPARISONS = 10_000_000;

    private final String written;
    private final String skeleton;
    private final boolean allowsBeginnings;
    private final EditDistance distance;
    private @Nullable String nearest;
    private int least = Integer.MAX_VALUE;

    private Suggestion(String written, boolean allowsBeginnings) {
        this.written = written.toLowerCase(Locale.ROOT);
        this.skeleton = LookAlike.skeleton(this.written);
        this.allowsBeginnings = allowsBeginnings;
        this.distance = new EditDistance(this.written);
    }

    /**
     * The one of {@code known} that is a few typos away, looks the same, is a prefix of {@code written}, or begins with
     * it.
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return nearest(written, known, true);
    }

    /** The one of {@code known} that is a few typos away, or looks the same. */
    public static Optional<String> slip(String written, Collection<String> known) {
        return nearest(written, known, false);
    }

    /**
     * "Did you mean" and the nearest name, as the continuation of a sentence; empty if none is near. If the two look
     * the same, escapes show how they differ.
     */
    public static String inSentence(String written, Collection<String> known) {
        return nearest(written, known).map(name -> question(name, written)).orElse("");
    }

    private static String question(String name, String written) {
        return LookAlike.of(name, written)
                .map(alike -> " (did you mean '" + alike.one() + "'? It looks the same as '" + alike.other() + "')")
                .orElseGet(() -> " (did you mean '" + Names.of(name) + "'?)");
    }

    private static Optional<String> nearest(String written, Collection<String> known, boolean allowsBeginnings) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        Suggestion suggestion = new Suggestion(written, allowsBeginnings);
        for (String name : known) {
            if (suggestion.distance.comparisons() > MOST_COMPARISONS) {
                break;
            }
            if (name.length() <= LONGEST) {
                suggestion.consider(name);
            }
        }
        return Optional.ofNullable(suggestion.nearest);
    }

    private void consider(String name) {
        int slips = slips(name.toLowerCase(Locale.ROOT));
        if (slips < least || (slips == least && nearest != null && name.compareTo(nearest) < 0)) {
            nearest = name;
            least = slips;
        }
    }

    /** How many typos away a name is, or the largest integer if it is too many, or more than for the nearest so far. */
    private int slips(String name) {
        if (LookAlike.skeleton(name).equals(skeleton)) {
            return 0;
        }
        int length = Math.max(written.length(), name.length());
        int difference = Math.abs(written.length() - name.length());
        if (allowsBeginnings && isBeginning(name)) {
            return difference;
        }
        int tolerated = Math.min(Math.min(length / CHARACTERS_PER_SLIP, MOST_SLIPS), least);
        int slips = distance.to(name, tolerated);
        return slips <= tolerated ? slips : Integer.MAX_VALUE;
    }

    private boolean isBeginning(String name) {
        return Math.min(written.length(), name.length()) >= SHORTEST_BEGINNING
                && (written.startsWith(name) || name.startsWith(written));
    }
}
