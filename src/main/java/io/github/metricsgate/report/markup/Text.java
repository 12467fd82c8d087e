package io.github.metricsgate.report.markup;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Text in which nothing is markup. */
record Text(String text) implements Node {

    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public void writeTo(Appendable out) throws IOException {
        write(text, false, out);
    }

    /** Writes text so that it reads the same between tags, and between the quotes of an attribute if it is to be there. */
    static void write(String text, boolean isAttribute, Appendable out) throws IOException {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c > '>' && c < '\u007f') || (c >= '\'' && c < '<') || c == ' ') {
                // Nearly all text: a page is written before this code is compiled.
                continue;
            }
            String encoded = encoded(text, i, isAttribute);
            if (encoded != null) {
                out.append(text, written, i).append(encoded);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
    }

    /** What stands for the character; null if it stands for itself. */
    private static @Nullable String encoded(String text, int at, boolean isAttribute) {
        char c = text.charAt(at);
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> isAttribute ? "&quot;" : null;
            case '\n' -> isAttribute ? "&#10;" : null;
            case '\t' -> isAttribute ? "&#9;" : null;
            default -> isAllowed(text, at) ? null : String.valueOf(REPLACEMENT);
        };
    }

    /** Whether XML may contain it, which is less than HTML may. */
    private static boolean isAllowed(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c >= ' ' && c < '\uFFFE' && !(c >= '\u007f' && c < '\u00a0');
    }
}
