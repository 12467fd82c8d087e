package io.github.metricsgate.files;

import io.github.metricsgate.json.Spelling;
import io.github.metricsgate.metrics.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows resource samples that are spelled like one before, as nearly all of a file are: the same keys in the same order,
 * with the same bytes between the values.
 *
 * <p>Why it is right not to read those: the sample before was read by the strict reader, which had nothing to say against
 * it. All bytes of this one but those of its numbers and strings equal that one's, so it has the same keys, nesting, and
 * literals. In the place of a number stands a number: of at most {@value #MAX_DIGITS} digits, without sign or exponent, as
 * any rule for numbers allows there. In the place of a timestamp stands one with its digits changed, of the same day, with
 * hours, minutes and seconds in their ranges. In the place of another string stands one of printable ASCII without a
 * backslash. So the strict reader and the schema would accept this one too, and would make the same decimals of it. Of
 * anything else, this class says nothing, and the strict reader reads it.
 */
final class SampleSpelling implements Spelling {

    /** Of as many decimal digits, each number is a {@code long}. */
    static final int MAX_DIGITS = 18;

    private static final int UNKNOWN = -1;

    /** Samples beyond these sizes are left to the strict reader. */
    private static final int LONGEST = 4096;

    private static final int MOST_VALUES = 100;

    /** Where in a timestamp the time begins: {@code 2024-01-31T}. */
    private static final int TIME = 11;

    private static final int SECONDS_END = TIME + 8;

    /** What stands in one place of every sample; the place of a resource is its ordinal. */
    private enum Kind {
        RESOURCE,
        OTHER_NUMBER,
        TIMESTAMP,
        OTHER_STRING
    }

    /** A value, and the bytes that are between the one before and it. */
    private static final class Place {

        private final byte[] before;
        private final byte[] canonicalBefore;
        private final Kind kind;
        private final int resource;

        Place(byte[] before, byte[] canonicalBefore, Kind kind, int resource) {
            this.before = before;
            this.canonicalBefore = canonicalBefore;
            this.kind = kind;
            this.resource = resource;
        }
    }

    private static final Resource[] RESOURCES = Resource.values();
    private static final byte[] TIMESTAMP_KEY = "timestamp".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] RESOURCE_KEYS = Arrays.stream(RESOURCES)
            .map(resource -> resource.field().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private Place[] places = {};
    private byte[] after = {};
    private byte[] canonicalAfter = {};
    /** The timestamp that was learned from, which the next ones resemble. */
    private byte[] timestamp = {};

    private int lineFeeds;
    private int lengthOfLastLine;
    /** How many samples came since the last that was known. */
    private int strangers;

    // The sample that was known last.
    private byte[] bytes = {};
    private final int[] starts = new int[MOST_VALUES];
    private final int[] ends = new int[MOST_VALUES];
    private final long[] unscaled = new long[RESOURCES.length];
    private final int[] scales = new int[RESOURCES.length];

    private SampleReader.@Nullable Sink sink;
    private long number;
    private int decimals;
    private byte[] line = {};

    /** Tells who is to take the samples that this knows. */
    void passTo(SampleReader.Sink sink) {
        this.sink = sink;
    }

    @Override
    public int lineFeeds() {
        return lineFeeds;
    }

    @Override
    public int lengthOfLastLine() {
        return lengthOfLastLine;
    }

    /** The digits of the resource in the sample that was known last, without the point; zero if they are all zero. */
    long unscaled(int resource) {
        return unscaled[resource];
    }

    /** How many of those digits stand behind the point. */
    int scale(int resource) {
        return scales[resource];
    }

    /** Writes the sample that was known last, whose bytes must still be there, as the canonical line that it is. */
    void writeLine(OutputStream out) throws IOException {
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
    public int end(byte[] buffer, int from, int to) throws IOException {
        int at = from;
        for (int i = 0; i < places.length; i++) {
            Place place = places[i];
            at = skip(place.before, buffer, at, to);
            if (at < 0) {
                return UNKNOWN;
            }
            starts[i] = at;
            at = switch (place.kind) {
                case RESOURCE -> number(buffer, at, to);
                case OTHER_NUMBER -> number(buffer, at < to && buffer[at] == '-' ? at + 1 : at, to);
                case TIMESTAMP -> timestamp(buffer, at, to);
                case OTHER_STRING -> string(buffer, at, to);
            };
            if (at < 0) {
                return UNKNOWN;
            }
            ends[i] = at;
            if (place.kind == Kind.RESOURCE) {
                unscaled[place.resource] = number;
                scales[place.resource] = number == 0 ? 0 : decimals;
            }
        }
        at = places.length == 0 ? UNKNOWN : skip(after, buffer, at, to);
        if (at >= 0) {
            bytes = buffer;
            strangers = 0;
            if (sink != null) {
                sink.add(this);
            }
        }
        return at;
    }

    private static int skip(byte[] expected, byte[] buffer, int at, int to) {
        int end = at + expected.length;
        return end < to && Arrays.equals(buffer, at, end, expected, 0, expected.length) ? end : UNKNOWN;
    }

    /** What ends a number is the business of the bytes that must follow it: none of them begins with a part of a number. */
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
            return UNKNOWN;
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
                return UNKNOWN;
            }
            digits += decimals;
        }
        number = value;
        return digits <= MAX_DIGITS ? at : UNKNOWN;
    }

    private int timestamp(byte[] buffer, int from, int to) {
        byte[] like = timestamp;
        int end = from + like.length;
        if (end > to || !Arrays.equals(buffer, from, from + TIME, like, 0, TIME)) {
            return UNKNOWN;
        }
        boolean fits = isUnder(24, buffer, from + TIME)
                && buffer[from + TIME + 2] == ':'
                && isUnder(60, buffer, from + TIME + 3)
                && buffer[from + TIME + 5] == ':'
                && isUnder(60, buffer, from + TIME + 6);
        int at = from + SECONDS_END;
        // A fraction of as many digits; what follows it, as a zone, is the same.
        if (fits && like.length > SECONDS_END && like[SECONDS_END] == '.') {
            fits = buffer[at++] == '.';
            while (fits && at < end && isDigit(like[at - from])) {
                fits = isDigit(buffer[at++]);
            }
        }
        return fits && Arrays.equals(buffer, at, end, like, at - from, like.length) ? end : UNKNOWN;
    }

    private static boolean isUnder(int limit, byte[] buffer, int at) {
        return isDigit(buffer[at]) && isDigit(buffer[at + 1]) && 10 * (buffer[at] - '0') + buffer[at + 1] - '0' < limit;
    }

    private static int string(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = buffer[at];
            if (b == '"') {
                return at;
            }
            if (b < ' ' || b == '\\') {
                return UNKNOWN;
            }
        }
        return UNKNOWN;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    // Learning. What is learned from was read and accepted: it is an object and has every known field once.

    @Override
    public void learn(byte[] buffer, int from, int to) {
        strangers++;
        // Where none is like another, to learn from all of them would take as long as to read them.
        if (Integer.bitCount(strangers) == 1 && to - from <= LONGEST && isPlain(buffer, from, to)) {
            new Lesson(buffer, from, to).learn();
        }
    }

    /** Whether there is nothing in it but ASCII without escapes: each byte is a character, and each key as it is spelled. */
    private static boolean isPlain(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            if (buffer[at] < 0 || buffer[at] == '\\') {
                return false;
            }
        }
        return true;
    }

    private final class Lesson {

        private final byte[] buffer;
        private final int to;
        private final List<Place> found = new ArrayList<>();
        private final StringBuilder canonical = new StringBuilder();
        private byte[] time = {};
        private int at;
        private int segment;
        private int depth;

        Lesson(byte[] buffer, int from, int to) {
            this.buffer = buffer;
            this.to = to;
            this.at = from;
            this.segment = from;
        }

        void learn() {
            byte[] key = {};
            while (at < to) {
                byte b = buffer[at];
                if (b == '"') {
                    int end = string(buffer, at + 1, to);
                    byte[] text = Arrays.copyOfRange(buffer, at + 1, end);
                    if (isKey(end + 1)) {
                        key = text;
                        canonical.append('"').append(ascii(text)).append('"');
                        at = end + 1;
                    } else {
                        at++;
                        canonical.append('"');
                        boolean isTimestamp = depth == 1 && Arrays.equals(key, TIMESTAMP_KEY);
                        time = isTimestamp ? text : time;
                        place(end, isTimestamp ? Kind.TIMESTAMP : Kind.OTHER_STRING, 0);
                        canonical.append('"');
                        at = end + 1;
                    }
                } else if (b == '-' || isDigit(b)) {
                    int end = endOfNumber();
                    int resource = depth == 1 ? indexOf(key) : UNKNOWN;
                    place(end, resource < 0 ? Kind.OTHER_NUMBER : Kind.RESOURCE, Math.max(resource, 0));
                } else {
                    depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                    canonical.append(b == ',' ? ", " : b == ':' ? ": " : b <= ' ' ? "" : String.valueOf((char) b));
                    at++;
                }
            }
            byte[] rest = Arrays.copyOfRange(buffer, segment, to);
            boolean hasSeconds = time.length >= SECONDS_END && time[SECONDS_END - 3] == ':';
            // Else the bytes behind the last line feed would not be of one number.
            boolean endsOnALineOfItsOwn = count(rest) > 0 || found.stream().allMatch(place -> count(place.before) == 0);
            if (found.size() <= MOST_VALUES && hasSeconds && endsOnALineOfItsOwn) {
                adopt(rest);
            }
        }

        private void adopt(byte[] rest) {
            lineFeeds = count(rest);
            for (Place place : found) {
                lineFeeds += count(place.before);
            }
            int last = rest.length;
            while (last > 0 && rest[last - 1] != '\n') {
                last--;
            }
            lengthOfLastLine = rest.length - last;
            after = rest;
            canonicalAfter = canonical.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
            timestamp = time;
            places = found.toArray(Place[]::new);
        }

        private void place(int end, Kind kind, int resource) {
            found.add(new Place(
                    Arrays.copyOfRange(buffer, segment, at),
                    canonical.toString().getBytes(StandardCharsets.US_ASCII),
                    kind,
                    resource));
            canonical.setLength(0);
            at = end;
            segment = end;
        }

        private boolean isKey(int behind) {
            int next = behind;
            while (next < to && buffer[next] <= ' ') {
                next++;
            }
            return next < to && buffer[next] == ':';
        }

        private int endOfNumber() {
            int end = at;
            while (end < to && (isDigit(buffer[end]) || "+-.eE".indexOf(buffer[end]) >= 0)) {
                end++;
            }
            return end;
        }

        private static int indexOf(byte[] key) {
            for (int i = 0; i < RESOURCE_KEYS.length; i++) {
                if (Arrays.equals(RESOURCE_KEYS[i], key)) {
                    return i;
                }
            }
            return UNKNOWN;
        }

        private static int count(byte[] bytes) {
            int lineFeeds = 0;
            for (byte b : bytes) {
                lineFeeds += b == '\n' ? 1 : 0;
            }
            return lineFeeds;
        }

        private static String ascii(byte[] text) {
            return new String(text, StandardCharsets.US_ASCII);
        }
    }
}
