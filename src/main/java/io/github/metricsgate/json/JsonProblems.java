package io.github.metricsgate.json;

import java.util.Locale;
import java.util.Map;

/**
 * The reader's wording of what is wrong with a document: the phrases of {@link
 * io.github.metricsgate.metrics.Violation}.
 */
final class JsonProblems {

    static final String UTF_16 = "is UTF-16, which is what a redirect in PowerShell writes; expected UTF-8";
    static final String BYTE_ORDER_MARK = "begins with a byte order mark; expected UTF-8 without one";
    static final String EMPTY = "is empty; expected a JSON value";
    static final String NO_LINE_FEED = "the file is cut off: there is no line feed after the last line";
    static final String LEADING_ZERO = "leading zero in a number";

    static final String TOO_DEEP = "nesting is deeper than " + JsonReader.MAX_DEPTH + " levels";
    static final String TOO_MANY_MEMBERS = "object has more than " + JsonReader.MAX_MEMBERS + " members";
    static final String STRING_TOO_LONG = "string is longer than " + Lexer.MAX_STRING_BYTES + " bytes";
    static final String NUMBER_TOO_LONG = "number is longer than " + Lexer.MAX_NUMBER_LENGTH + " characters";
    static final String TOO_LARGE =
            "too large: at most " + MemoryBudget.MEBIBYTES + " MiB of a document can be held in memory";

    /** What programs write that is not JSON, and its JSON equivalent. */
    private static final Map<String, String> LITERALS = Map.of("True", "true", "False", "false", "None", "null");

    private JsonProblems() {}

    static String found(String found, String expected) {
        return "found " + found + ", expected " + expected;
    }

    static String duplicateKey(String key) {
        return "duplicate key " + Excerpt.quoted(key);
    }

    static String trailingComma(char close) {
        return "trailing comma before '" + close + "'";
    }

    static String halfOfASurrogatePair(int unit) {
        return found(String.format(Locale.ROOT, "\\u%04x", unit), "both halves of a surrogate pair");
    }

    static String notFinite(String spelling) {
        return found(Excerpt.of(spelling), "a finite number, or null for \"not measured\"");
    }

    static String word(String word) {
        return found(word, LITERALS.getOrDefault(word, "a JSON value"));
    }

    /**
     * For a byte that cannot begin a character, or is not followed by the rest of its character.
     *
     * @param next the byte after it: if that could continue a character, the bytes are meant as UTF-8
     */
    static String notUtf8(int lead, int next) {
        boolean isContinued = next >= 0x80 && next <= 0xBF;
        String character = isContinued ? "" : Encoding.inWindows1252(lead);
        return found(
                hex(lead) + (character.isEmpty() ? "" : ", which is '" + character + "' in Windows-1252"), "UTF-8");
    }

    /**
     * For a byte where something else is expected.
     *
     * @param b {@link Utf8Source#END} at the end of the file
     */
    static String unexpected(int b, String expected) {
        return switch (b) {
            case Utf8Source.END -> "the file is cut off; expected " + expected;
            case '\n' -> found("the end of the line", expected);
            case '\'' -> found("a single quote", expected);
            default -> found(b > ' ' && b < 0x7F ? "'" + (char) b + "'" : hex(b), expected);
        };
    }

    /** For a byte where a string should continue or end. */
    static String unexpectedInString(int b) {
        return switch (b) {
            case Utf8Source.END -> "the file is cut off in a string";
            case '\n' -> "found the end of the line in a string, expected its closing quote";
            default -> found("a control character in a string", String.format(Locale.ROOT, "\\u%04x", b));
        };
    }

    private static String hex(int b) {
        return String.format(Locale.ROOT, "byte 0x%02X", b);
    }
}
