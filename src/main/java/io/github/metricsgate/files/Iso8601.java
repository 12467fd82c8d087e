package io.github.metricsgate.files;

/**
 * The timestamps that the schema accepts: ISO 8601, extended format, with or without seconds, fraction and zone. The
 * same grammar stands as a pattern in the published schemas, so it is about digits and their ranges, not the calendar.
 */
final class Iso8601 {

    private final String text;
    private int next;

    private Iso8601(String text) {
        this.text = text;
    }

    static boolean isTimestamp(String text) {
        return new Iso8601(text).isTimestamp();
    }

    private boolean isTimestamp() {
        return date() && take('T') && time() && zone() && next == text.length();
    }

    private boolean date() {
        return number(4, 0, 9999) && take('-') && number(2, 1, 12) && take('-') && number(2, 1, 31);
    }

    private boolean time() {
        if (!(number(2, 0, 23) && take(':') && number(2, 0, 59))) {
            return false;
        }
        if (!take(':')) {
            return true;
        }
        // 60 is a leap second.
        return number(2, 0, 60) && (!(take('.') || take(',')) || digits());
    }

    private boolean zone() {
        if (take('Z') || next == text.length()) {
            return true;
        }
        if (!(take('+') || take('-')) || !number(2, 0, 23)) {
            return false;
        }
        boolean minutesMustFollow = take(':');
        return (!minutesMustFollow && next == text.length()) || number(2, 0, 59);
    }

    private boolean digits() {
        int first = next;
        while (digit() >= 0) {
            next++;
        }
        return next > first;
    }

    private boolean number(int length, int lowest, int highest) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            int digit = digit();
            if (digit < 0) {
                return false;
            }
            value = 10 * value + digit;
            next++;
        }
        return value >= lowest && value <= highest;
    }

    private boolean take(char c) {
        boolean there = next < text.length() && text.charAt(next) == c;
        if (there) {
            next++;
        }
        return there;
    }

    private int digit() {
        char c = next < text.length() ? text.charAt(next) : ' ';
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
