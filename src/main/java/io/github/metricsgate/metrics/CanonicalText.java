package io.github.metricsgate.metrics;

import java.text.Normalizer;

/**
 * Texts that Unicode calls canonically equal: an {@code é} may be one character, or an {@code e} and an accent.
 * Programs and file systems write either, and readers cannot see the difference. A text with more than 30 accents in a
 * row is only equal to itself: Unicode's Stream-Safe Text Format allows no more, and sorting very many takes very long.
 */
public final class CanonicalText {

    private static final int MOST_ACCENTS = 30;

    private CanonicalText() {}

    /** The same text for all that are canonically equal; ASCII is returned as it is. */
    public static String of(String text) {
        return isAscii(text) || !isStreamSafe(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether readers cannot tell them apart; upper and lower case, and letters of other scripts, are different. */
    public static boolean areEqual(String one, String other) {
        return one.equals(other) || (!(isAscii(one) && isAscii(other)) && of(one).equals(of(other)));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isStreamSafe(String text) {
        int accents = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            accents = isAccent(text.codePointAt(i)) ? accents + 1 : 0;
            if (accents > MOST_ACCENTS) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAccent(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
