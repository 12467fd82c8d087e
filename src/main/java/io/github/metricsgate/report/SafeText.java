package io.github.metricsgate.report;

import java.util.Locale;

/**
 * Text from a file made fit for a line of a log: what would move the cursor, change colours, turn the direction of
 * writing or end the line is shown as an escape, {@code \}{@code u001b}, and very long text is shortened in the middle.
 */
final class SafeText {

    /** More than any path has; what is longer is an accident or an attack. */
    private static final int LONGEST = 5000;

    private SafeText() {}

    static String of(String text) {
        return of(text, LONGEST);
    }

    /** @param longest in code points, before escapes; at least 5 */
    static String of(String text, int longest) {
        StringBuilder safe = new StringBuilder();
        shortened(text, longest).codePoints().forEach(c -> {
            if (isActive(c)) {
                safe.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** How many columns of a terminal it takes: two for East Asian wide characters and emoji, none for marks. */
    static int width(String text) {
        return text.codePoints().map(SafeText::width).sum();
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** The blocks that Unicode's EastAsianWidth calls wide or full-width, by and large. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }

    private static String shortened(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length <= longest) {
            return text;
        }
        int head = (longest - 2) / 2;
        int tail = longest - 3 - head;
        return text.substring(0, text.offsetByCodePoints(0, head))
                + "..."
                + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }

    private static boolean isActive(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
