package io.github.metricsgate.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text from a file made safe for a line of a log: characters that would move the cursor, change colours, change the
 * text direction or end the line are shown as an escape, {@code \}{@code u001b}, and very long text is shortened in the
 * middle. The first of two number signs is escaped too, because build servers interpret {@code ##vso[..]} as a command
 * anywhere in a line, and so is the first of two colons at the beginning of the text, because they interpret
 * {@code ::error::} as one at the beginning of a line. A backslash that would make other text look like such an escape
 * is escaped itself, so that no two texts look alike.
 */
public final class SafeText {

    /** More than any path has; longer text is an accident or an attack. */
    private static final int LONGEST = 5000;

    private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("\\\\u(?:[0-9a-f]{4}|\\{)");

    private static final HexFormat HEX = HexFormat.of();

    private SafeText() {}

    /** Safe text as long as any path may be; longer text is shortened in the middle. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * Safe text of limited width, shortened in the middle.
     *
     * @param columns its maximum width; at least 5
     */
    public static String of(String text, int columns) {
        return text.length() <= columns && isPlain(text) ? text : shortened(text, columns, SafeText::isUnsafe);
    }

    /** For text quoted from a file: its own escapes stay as they are. */
    public static String asSpelled(String text) {
        return shortened(text, LONGEST, (all, at) -> all.charAt(at) != '\\' && isUnsafe(all, at));
    }

    /** Safe text in which, from one index to another, spaces and everything that is not ASCII are escaped too. */
    static String of(String text, int from, int to) {
        return shortened(
                text,
                LONGEST,
                (all, at) -> isUnsafe(all, at)
                        || (at >= from && at < to && (all.charAt(at) <= ' ' || all.charAt(at) > '~')));
    }

    /** Whether the character at an index must be escaped. */
    private interface Escaping {
        boolean escapes(String text, int at);
    }

    private static String shortened(String text, int columns, Escaping escaping) {
        int length = text.codePointCount(0, text.length());
        if (length <= columns) {
            List<String> units = units(text, 0, text.length(), escaping);
            if (units.stream().mapToInt(SafeText::columns).sum() <= columns) {
                return String.join("", units);
            }
        }
        int head = (columns - 2) / 2;
        int tail = columns - 3 - head;
        int most = Math.min(length, columns);
        List<String> first = units(text, 0, text.offsetByCodePoints(0, most), escaping);
        List<String> last = units(text, text.offsetByCodePoints(text.length(), -most), text.length(), escaping);
        Collections.reverse(last);
        List<String> end = fitting(last, tail);
        Collections.reverse(end);
        return String.join("", fitting(first, head)) + "..." + String.join("", end);
    }

    /** Whether it is ASCII that needs no closer look: nearly all text is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isOneOfTwo = (c == '#' || c == ':') && i > 0 && text.charAt(i - 1) == c;
            if (c < ' ' || c > '~' || c == '\\' || isOneOfTwo) {
                return false;
            }
        }
        return true;
    }

    /** Each character of the text as it is shown; an escape counts as one. */
    private static List<String> units(String text, int from, int to, Escaping escaping) {
        List<String> units = new ArrayList<>();
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            units.add(escaping.escapes(text, i) ? escape(c) : Character.toString(c));
        }
        return units;
    }

    private static String escape(int codePoint) {
        return codePoint > 0xFFFF
                ? "\\u{" + Integer.toHexString(codePoint) + "}"
                : "\\u" + HEX.toHexDigits((char) codePoint);
    }

    private static boolean isUnsafe(String text, int at) {
        int c = text.codePointAt(at);
        return switch (c) {
            case '#' -> text.startsWith("##", at);
            case ':' -> text.startsWith("::", at) && isFirstVisible(text, at);
            case '\\' -> LIKE_AN_ESCAPE.matcher(text).region(at, text.length()).lookingAt();
            default -> isActive(c);
        };
    }

    /**
     * Whether there is only white space, of any kind, before it. Looks backwards, so that a long text takes linear
     * time.
     */
    private static boolean isFirstVisible(String text, int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (!Character.isSpaceChar(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fitting(List<String> units, int columns) {
        int left = columns;
        List<String> fitting = new ArrayList<>();
        for (String unit : units) {
            left -= columns(unit);
            if (left < 0) {
                break;
            }
            fitting.add(unit);
        }
        return fitting;
    }

    /** Marks occupy no column of their own, but a text of nothing else must end somewhere. */
    private static int columns(String unit) {
        return Math.max(1, width(unit));
    }

    /** How many terminal columns it occupies: two for East Asian wide characters and emoji, none for marks. */
    public static int width(String text) {
        if (isPlain(text)) {
            return text.length();
        }
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += width(text.codePointAt(i));
        }
        return width;
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** Roughly the blocks that Unicode's EastAsianWidth calls wide or full-width. */
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

    private static boolean isActive(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isNoCharacter(codePoint);
        };
    }

    /** Characters that Unicode promises never to assign; XML cannot contain some of them. */
    private static boolean isNoCharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }
}
