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

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String shortened(String text, int longest) {
        int length = width(text);
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
