package io.github.metricsgate.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Two different texts that look the same on a screen, with escapes where they differ: composed and decomposed letters,
 * characters without width, special spaces, hyphens and quotes, or Greek and Cyrillic letters among Latin ones.
 *
 * @param one safe to print: {@code Load\}{@code u0020Test}
 * @param other safe to print: {@code Load\}{@code u00a0Test}
 */
public record LookAlike(String one, String other) {

    /** Longer texts are not compared: no name is longer, and a long run of accents takes very long to sort. */
    private static final int LONGEST = 200;

    private static final Map<Integer, Character> PLAIN = plain();

    /** Empty if the texts are equal, or if readers can see that they are not. */
    public static Optional<LookAlike> of(String one, String other) {
        if (one.equals(other) || !skeleton(one).equals(skeleton(other))) {
            return Optional.empty();
        }
        int start = commonStart(one, other);
        int end = commonEnd(one, other, start);
        return Optional.of(new LookAlike(
                SafeText.of(one, start, one.length() - end), SafeText.of(other, start, other.length() - end)));
    }

    /** The same text for all that look the same, and the text itself if it is plain ASCII or too long to compare. */
    static String skeleton(String text) {
        if (text.length() > LONGEST || isPlain(text)) {
            return text;
        }
        StringBuilder skeleton = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                skeleton.append(skeleton.isEmpty() || endsWithSpace(skeleton) ? "" : " ");
            } else if (!isInvisible(c)) {
                skeleton.appendCodePoint(PLAIN.containsKey(c) ? PLAIN.get(c) : c);
            }
        });
        return endsWithSpace(skeleton) ? skeleton.substring(0, skeleton.length() - 1) : skeleton.toString();
    }

    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }

    private static boolean endsWithSpace(CharSequence text) {
        return text.length() > 0 && text.charAt(text.length() - 1) == ' ';
    }

    /** Format characters, variation selectors, fillers and other characters that are invisible according to Unicode. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || Character.isISOControl(c)
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5;
    }

    private static int commonStart(String one, String other) {
        int start = 0;
        while (start < Math.min(one.length(), other.length()) && one.codePointAt(start) == other.codePointAt(start)) {
            start += Character.charCount(one.codePointAt(start));
        }
        return start;
    }

    /** An accent belongs to the letter before it, which then is not common to both. */
    private static int commonEnd(String one, String other, int start) {
        int end = 0;
        int letters = 0;
        while (end < Math.min(one.length(), other.length()) - start
                && one.codePointBefore(one.length() - end) == other.codePointBefore(other.length() - end)) {
            int c = one.codePointBefore(one.length() - end);
            end += Character.charCount(c);
            letters = Character.getType(c) == Character.NON_SPACING_MARK ? letters : end;
        }
        return letters;
    }

    private static Map<Integer, Character> plain() {
        Map<Integer, Character> plain = new HashMap<>();
        // Cyrillic, small and capital.
        put("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458", "aeopcyxsij", plain);
        put(
                "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408",
                "ABEKMHOPCTXSIJ",
                plain);
        // Greek.
        put(
                "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
                "ABEZHIKMNOPTYXo",
                plain);
        // Hyphens, dashes and the minus sign; quotes.
        put("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2018\u2019\u201c\u201d", "-------''\"\"", plain);
        return Map.copyOf(plain);
    }

    private static void put(String special, String usual, Map<Integer, Character> plain) {
        for (int i = 0; i < special.length(); i++) {
            plain.put((int) special.charAt(i), usual.charAt(i));
        }
    }
}
