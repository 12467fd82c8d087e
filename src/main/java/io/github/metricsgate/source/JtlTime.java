package io.github.metricsgate.source;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code timeStamp} of one file of JMeter's: milliseconds since 1970, or written in a format that {@code jmeter.properties}
 * says and the file does not. Which it is, the first one tells. A time of the day is taken for UTC: it is compared with others
 * of its file and of its machine alone.
 */
final class JtlTime {

    /** Neither is any time. */
    static final long NONE = Long.MIN_VALUE;

    /** Those that JMeter itself tries, with a comma too, and ISO 8601. */
    private static final List<DateTimeFormatter> FORMATS = List.of(
            formatter("uuuu/MM/dd HH:mm:ss[.SSS]"),
            formatter("uuuu-MM-dd HH:mm:ss[.SSS][,SSS]"),
            formatter("uuuu-MM-dd'T'HH:mm:ss[.SSS]['Z']"),
            formatter("MM/dd/uu HH:mm:ss[.SSS]"));

    /** In the year 2286. */
    private static final long LATEST = 9_999_999_999_999L;

    private static final int SECOND = 1000;

    private boolean decided;
    private boolean milliseconds;
    private @Nullable DateTimeFormatter format;
    private boolean hasFraction;

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * The time in milliseconds since 1970; {@link #NONE} for 0, which JMeter writes of a sample that never began, and for a
     * format that is not known.
     *
     * @param cell of the row at hand
     */
    long of(DelimitedRows rows, int cell) {
        long digits = rows.digits(cell);
        if (digits > 0 && digits <= LATEST && milliseconds) {
            return digits;
        }
        return digits == 0 ? NONE : of(digits, rows.text(cell));
    }

    private long of(long digits, String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        if (!decided) {
            decide(digits, text);
        }
        if (milliseconds) {
            return milliseconds(digits, text);
        }
        DateTimeFormatter known = format;
        if (known == null) {
            return NONE;
        }
        Long time = parse(known, text);
        if (time == null) {
            throw new InvalidValueException(
                    "timeStamp is " + Quoted.text(text) + ", expected one in the format of those before it");
        }
        return time;
    }

    /** The same of what can be nothing but milliseconds. */
    static long milliseconds(long digits, String text) {
        if (digits < 0 || digits > LATEST) {
            throw new InvalidValueException("timeStamp is " + Quoted.text(text) + ", expected milliseconds since 1970");
        }
        return digits == 0 ? NONE : digits;
    }

    private void decide(long digits, String text) {
        decided = true;
        milliseconds = digits >= 0;
        hasFraction = text.indexOf('.') >= 0 || text.indexOf(',') >= 0;
        for (DateTimeFormatter each : FORMATS) {
            if (format == null && parse(each, text) != null) {
                format = each;
            }
        }
    }

    private static @Nullable Long parse(DateTimeFormatter format, String text) {
        try {
            return LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Whether there were times in a format that is not known. */
    boolean isUnknown() {
        return decided && !milliseconds && format == null;
    }

    /** How much later than what is written, in milliseconds, the time may be. */
    int slack() {
        return milliseconds || hasFraction ? 0 : SECOND - 1;
    }
}
