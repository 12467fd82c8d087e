package io.github.metricsgate.text;

import java.math.BigDecimal;

/** A number and what it counts: "1 phase", "2 phases", "0 directories". */
public final class Counted {

    private Counted() {}

    /**
     * A number and the noun in its singular or plural.
     *
     * @param singular a regular noun, or words that end in one: "resource sample", "directory", "match"
     */
    public static String of(long number, String singular) {
        return number + " " + noun(number == 1, singular);
    }

    /** As {@link #of(long, String)}, for a count from a file: of any size, and perhaps no integer. */
    public static String of(BigDecimal number, String singular) {
        return Figures.plain(number) + " " + noun(number.compareTo(BigDecimal.ONE) == 0, singular);
    }

    private static String noun(boolean isOne, String singular) {
        return isOne ? singular : plural(singular);
    }

    private static String plural(String singular) {
        int last = singular.length() - 1;
        if (singular.endsWith("y") && "aeiou".indexOf(singular.charAt(last - 1)) < 0) {
            return singular.substring(0, last) + "ies";
        }
        boolean hisses =
                singular.endsWith("s") || singular.endsWith("x") || singular.endsWith("ch") || singular.endsWith("sh");
        return singular + (hisses ? "es" : "s");
    }
}
