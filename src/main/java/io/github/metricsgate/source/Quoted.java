package io.github.metricsgate.source;

import java.math.BigDecimal;

/** Words of a file in a sentence of ours: one line, and no more of it than tells what it is. */
final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    static String text(String text) {
        return '"' + bare(text) + '"';
    }

    /** Without quotation marks. */
    static String bare(String text) {
        StringBuilder shown = new StringBuilder();
        int characters = 0;
        for (int i = 0; i < text.length() && characters < LONGEST; characters++) {
            int c = text.codePointAt(i);
            shown.appendCodePoint(Character.isISOControl(c) || !Character.isValidCodePoint(c) ? '?' : c);
            i += Character.charCount(c);
        }
        return text.codePointCount(0, text.length()) > LONGEST
                ? shown.append("...").toString()
                : shown.toString();
    }

    static String number(BigDecimal number) {
        return bare(number.toString());
    }
}
