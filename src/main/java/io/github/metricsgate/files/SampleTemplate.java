package io.github.metricsgate.files;

import io.github.metricsgate.json.LineTemplate;
import io.github.metricsgate.metrics.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Matches resource samples that are spelled like an earlier one, as nearly all samples of a file are: the same keys in
 * the same order, with the same bytes between the values.
 *
 * <p>Why these need not be parsed: the sample that the template was built from was read and accepted by the strict
 * reader. All bytes of a matching sample, except those of its numbers and strings, are equal to the bytes of that one,
 * so it has the same keys, nesting and literals. Where there was a number, there is a number: of at most
 * {@value #MAX_DIGITS} digits, without sign or exponent, which every rule for numbers allows. Where there was a
 * timestamp, there is one of the same day, with hours, minutes and seconds in their ranges. Where there was another
 * string, there is one of printable ASCII without a backslash. So the strict reader and the schema would accept this
 * sample too, and would make the same decimals from it. Whatever does not match is left to the strict reader.
 */
final class SampleTemplate implements LineTemplate {

    /** A number with this many decimal digits fits into a {@code long}. */
    static final int MAX_DIGITS = 18;

    /** Samples with more values are left to the strict reader. */
    static final int MOST_VALUES = 100;

    /** Where in a timestamp the time begins: {@code 2024-01-31T}. */
    static final int TIME = 11;

    static final int SECONDS_END = TIME + 8;

    private static final int NO_MATCH = -1;

    /** What kind of value is in one place of every sample. */
    enum Kind {
        RESOURCE,
        OTHER_NUMBER,
        TIMESTAMP,
        OTHER_STRING
    }

    /**
     * A value, and the bytes between the previous value and this one.
     *
     * @param before those bytes as the document has them
     * @param canonicalBefore those bytes as {@code resource_usage.jsonl} has them
     * @param resource the ordinal of the resource, if it is one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Place(byte[] before, byte[] canonicalBefore, Kind kind, int resource) {}

    /**
     * What all matching samples have in common.
     *
     * @param after the bytes after the last value, as the document has them
     * @param canonicalAfter those bytes as {@code resource_usage.jsonl} has them, including the line feed
     * @param timestamp of the sample that the template was built from
     * @param timestampPlace the index of its place
     * @param worthOfFirstDecimal of the timestamp, in milliseconds; 0 if it has none that differ between samples
     * @param midnight when the day of that began, plus what of a second is the same in all matching samples, in
     *     milliseconds since 1970; {@link CurveAccumulator#NO_TIME} if there is no such day
     * @param lineFeeds how many there are in the sample
     * @param lengthOfLastLine how many bytes there are after the last of those
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shape(
            Place[] places,
            byte[] after,
            byte[] canonicalAfter,
            byte[] timestamp,
            int timestampPlace,
            int worthOfFirstDecimal,
            long midnight,
            int lineFeeds,
            int lengthOfLastLine) {

        private static final byte[] NOTHING = {};

        /** Matches no sample. */
        static final Shape NONE =
                new Shape(new Place[0], NOTHING, NOTHING, NOTHING, 0, 0, CurveAccumulator.NO_TIME, 0, 0);
    }

    private static final int RESOURCES = Resource.values().length;

    private Shape shape = Shape.NONE;
    private int missesInARow;

    // The last sample that matched.
    private byte[] bytes = {};
    private final int[] starts = new int[MOST_VALUES];
    private final int[] ends = new int[MOST_VALUES];
    private final long[] unscaled = new long[RESOURCES];
    private final int[] scales = new int[RESOURCES];

    private @Nullable SampleSink sink;
    /** How many samples matched. */
    private long matches;

    private long number;
    private int decimals;
    private byte[] line = {};

    /** Sets the receiver of matching samples. */
    void passTo(SampleSink newSink) {
        this.sink = newSink;
    }

    long matches() {
        return matches;
    }

    @Override
    public int lineFeeds() {
        return shape.lineFeeds;
    }

    @Override
    public int lengthOfLastLine() {
        return shape.lengthOfLastLine;
    }

    /** The digits of the resource in the last matching sample, without the point; zero if they are all zero. */
    long unscaled(int resource) {
        return unscaled[resource];
    }

    /** How many of those digits are after the point. */
    int scale(int resource) {
        return scales[resource];
    }

    /**
     * When the last matching sample, whose bytes must still be in the buffer, was taken: in milliseconds since 1970, or
     * {@link CurveAccumulator#NO_TIME}.
     */
    long time() {
        int at = starts[shape.timestampPlace] + TIME;
        long seconds = 60L * (60 * twoDigits(bytes, at) + twoDigits(bytes, at + 3)) + twoDigits(bytes, at + 6);
        int milliseconds = 0;
        at += SECONDS_END - TIME + 1;
        for (int worth = shape.worthOfFirstDecimal; worth > 0 && isDigit(bytes[at]); worth /= 10) {
            milliseconds += worth * (bytes[at++] - '0');
        }
        return shape.midnight == CurveAccumulator.NO_TIME
                ? shape.midnight
                : shape.midnight + 1000 * seconds + milliseconds;
    }

    /** Writes the last matching sample, whose bytes must still be in the buffer, as its canonical line. */
    void writeLine(OutputStream out) throws IOException {
        Place[] places = shape.places;
        byte[] canonicalAfter = shape.canonicalAfter;
        int length = canonicalAfter.length;
        for (int i = 0; i < places.length; i++) {
            length += places[i].canonicalBefore.length + ends[i] - starts[i];
        }
        if (line.length < length) {
            line = new byte[2 * length];
        }
        int at = 0;
        for (int i = 0; i < places.length; i++) {
            byte[] before = places[i].canonicalBefore;
            System.arraycopy(before, 0, line, at, before.length);
            at += before.length;
            System.arraycopy(bytes, starts[i], line, at, ends[i] - starts[i]);
            at += ends[i] - starts[i];
        }
        System.arraycopy(canonicalAfter, 0, line, at, canonicalAfter.length);
        out.write(line, 0, length);
    }

    @Override
    public int match(byte[] buffer, int from, int to) throws IOException {
        Place[] places = shape.places;
        int at = from;
        for (int i = 0; i < places.length; i++) {
            Place place = places[i];
            at = skip(place.before, buffer, at, to);
            if (at < 0) {
                return NO_MATCH;
            }
            starts[i] = at;
            at = switch (place.kind) {
                case RESOURCE -> number(buffer, at, to);
                case OTHER_NUMBER -> number(buffer, at < to && buffer[at] == '-' ? at + 1 : at, to);
                case TIMESTAMP -> timestamp(buffer, at, to);
                case OTHER_STRING -> string(buffer, at, to);
            };
            if (at < 0) {
                return NO_MATCH;
            }
            ends[i] = at;
            if (place.kind == Kind.RESOURCE) {
                unscaled[place.resource] = number;
                scales[place.resource] = number == 0 ? 0 : decimals;
            }
        }
        at = places.length == 0 ? NO_MATCH : skip(shape.after, buffer, at, to);
        if (at >= 0) {
            bytes = buffer;
            missesInARow = 0;
            matches++;
            if (sink != null) {
                sink.add(this);
            }
        }
        return at;
    }

    private static int skip(byte[] expected, byte[] buffer, int at, int to) {
        int end = at + expected.length;
        return end < to && Arrays.equals(buffer, at, end, expected, 0, expected.length) ? end : NO_MATCH;
    }

    /**
     * The byte after a number is checked together with the bytes that follow it: none of those begins with a part of a
     * number.
     */
    private int number(byte[] buffer, int from, int to) {
        int at = from;
        long value = 0;
        int digit;
        while (at < to && (digit = buffer[at] - '0') >= 0 && digit <= 9) {
            value = 10 * value + digit;
            at++;
        }
        int whole = at - from;
        if (whole == 0 || (whole > 1 && buffer[from] == '0')) {
            return NO_MATCH;
        }
        int digits = whole;
        decimals = 0;
        if (at < to && buffer[at] == '.') {
            int point = at++;
            while (at < to && (digit = buffer[at] - '0') >= 0 && digit <= 9) {
                value = 10 * value + digit;
                at++;
            }
            decimals = at - point - 1;
            if (decimals == 0) {
                return NO_MATCH;
            }
            digits += decimals;
        }
        number = value;
        return digits <= MAX_DIGITS ? at : NO_MATCH;
    }

    private int timestamp(byte[] buffer, int from, int to) {
        byte[] like = shape.timestamp;
        int end = from + like.length;
        if (end > to || !Arrays.equals(buffer, from, from + TIME, like, 0, TIME)) {
            return NO_MATCH;
        }
        boolean fits = isUnder(24, buffer, from + TIME)
                && buffer[from + TIME + 2] == ':'
                && isUnder(60, buffer, from + TIME + 3)
                && buffer[from + TIME + 5] == ':'
                && isUnder(60, buffer, from + TIME + 6);
        int at = from + SECONDS_END;
        // The fraction must have the same number of digits; whatever follows, such as a zone, must be the same.
        if (fits && like.length > SECONDS_END && like[SECONDS_END] == '.') {
            fits = buffer[at++] == '.';
            while (fits && at < end && isDigit(like[at - from])) {
                fits = isDigit(buffer[at++]);
            }
        }
        return fits && Arrays.equals(buffer, at, end, like, at - from, like.length) ? end : NO_MATCH;
    }

    private static boolean isUnder(int limit, byte[] buffer, int at) {
        return isDigit(buffer[at]) && isDigit(buffer[at + 1]) && twoDigits(buffer, at) < limit;
    }

    private static int twoDigits(byte[] buffer, int at) {
        return 10 * (buffer[at] - '0') + buffer[at + 1] - '0';
    }

    static int string(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = buffer[at];
            if (b == '"') {
                return at;
            }
            if (b < ' ' || b == '\\') {
                return NO_MATCH;
            }
        }
        return NO_MATCH;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    @Override
    public void learnFrom(byte[] buffer, int from, int to) {
        missesInARow++;
        // After 1, 2, 4, 8 ... misses: if no sample is like another, building a template from each would take as long
        // as reading them.
        if (Integer.bitCount(missesInARow) == 1) {
            Shape learned = TemplateBuilder.build(buffer, from, to);
            shape = learned == null ? shape : learned;
        }
    }
}
