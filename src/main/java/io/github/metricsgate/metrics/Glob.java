package io.github.metricsgate.metrics;

/** A pattern in which {@code *} is any text and {@code ?} any one character. There is no escape: neither is needed. */
public record Glob(String pattern) {

    /** How many characters are not wildcards. */
    public int literals() {
        return (int) pattern.codePoints().filter(c -> c != '*' && c != '?').count();
    }

    /** In time proportional to the product of the lengths, whatever the pattern. */
    public boolean matches(String candidate) {
        int g = 0;
        int c = 0;
        int lastStar = -1;
        int lastStarEnd = 0;
        while (c < candidate.length()) {
            if (g < pattern.length() && pattern.charAt(g) == '*') {
                lastStar = g++;
                lastStarEnd = c;
            } else if (g < pattern.length() && pattern.charAt(g) == '?') {
                g++;
                c = candidate.offsetByCodePoints(c, 1);
            } else if (g < pattern.length() && pattern.charAt(g) == candidate.charAt(c)) {
                g++;
                c++;
            } else if (lastStar >= 0) {
                g = lastStar + 1;
                lastStarEnd = candidate.offsetByCodePoints(lastStarEnd, 1);
                c = lastStarEnd;
            } else {
                return false;
            }
        }
        while (g < pattern.length() && pattern.charAt(g) == '*') {
            g++;
        }
        return g == pattern.length();
    }
}
