package io.github.metricsgate.metrics;

import java.text.Normalizer;

/**
 * Texts that Unicode calls canonically equal: an {@code é} may be one character, or an {@code e} and an accent. Programs
 * and file systems write either, and no reader sees which.
 */
public final class CanonicalText {

    private CanonicalText() {}

    /** The same text for all that are canonically equal; of ASCII, the text itself. */
    public static String of(String text) {
        return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

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
}
