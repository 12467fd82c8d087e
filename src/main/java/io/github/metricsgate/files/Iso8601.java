package io.github.metricsgate.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The timestamps that the schema accepts: ISO 8601, extended format, with or without seconds, fraction and zone. The
 * published schemas have the same grammar as a pattern, so it covers digits and their ranges, not the calendar.
 */
final class Iso8601 {

    private static final int NANO_DIGITS = 9;

    private final String text;
    private int next;

    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int zoneMinutes;

    private Iso8601(String text) {
        this.text = text;
    }

    static boolean isTimestamp(String text) {
        return new Iso8601(text).readsAll();
    }

    /**
     * The instant of a timestamp: in UTC if it has no zone, to the nanosecond, with a leap second taken for the
     * previous second. Empty if it is not a timestamp or the day does not exist.
     */
    static Optional<Instant> instant(String text) {
        Iso8601 timestamp = new Iso8601(text);
        if (!timestamp.readsAll()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            timestamp.year,
                            timestamp.month,
                            timestamp.day,
                            timestamp.hour,
                            timestamp.minute,
                            Math.min(timestamp.second, 59),
                            timestamp.nanos)
                    .minusMinutes(timestamp.zoneMinutes)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private boolean readsAll() {
        return readsDate() && take('T') && readsTime() && readsZone() && next == text.length();
    }

    private boolean readsDate() {
        year = number(4, 0, 9999);
        boolean hasMonth = year >= 0 && take('-');
        month = hasMonth ? number(2, 1, 12) : -1;
        boolean hasDay = month > 0 && take('-');
        day = hasDay ? number(2, 1, 31) : -1;
        return day > 0;
    }

    private boolean readsTime() {
        hour = number(2, 0, 23);
        boolean hasMinute = hour >= 0 && take(':');
        minute = hasMinute ? number(2, 0, 59) : -1;
        if (minute < 0 || !take(':')) {
            return minute >= 0;
        }
        // 60 is a leap second.
        second = number(2, 0, 60);
        return second >= 0 && (!(take('.') || take(',')) || readsFraction());
    }

    private boolean readsFraction() {
        int first = next;
        for (int digit = digit(); digit >= 0; digit = digit()) {
            nanos = next - first < NANO_DIGITS ? 10 * nanos + digit : nanos;
            next++;
        }
        for (int digits = next - first; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return next > first;
    }

    private boolean readsZone() {
        if (take('Z') || next == text.length()) {
            return true;
        }
        int sign = take('+') ? 1 : take('-') ? -1 : 0;
        int hours = sign == 0 ? -1 : number(2, 0, 23);
        if (hours < 0) {
            return false;
        }
        boolean minutesMustFollow = take(':');
        int minutes = !minutesMustFollow && next == text.length() ? 0 : number(2, 0, 59);
        zoneMinutes = sign * (60 * hours + minutes);
        return minutes >= 0;
    }

    /** Reads this many digits; -1 if there are fewer or the number is out of range. */
    private int number(int length, int lowest, int highest) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            int digit = digit();
            if (digit < 0) {
                return -1;
            }
            value = 10 * value + digit;
            next++;
        }
        return value >= lowest && value <= highest ? value : -1;
    }

    private boolean take(char c) {
        boolean isNext = next < text.length() && text.charAt(next) == c;
        if (isNext) {
            next++;
        }
        return isNext;
    }

    private int digit() {
        char c = next < text.length() ? text.charAt(next) : ' ';
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
