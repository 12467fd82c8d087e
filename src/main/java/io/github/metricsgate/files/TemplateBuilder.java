package io.github.metricsgate.files;

import io.github.metricsgate.files.SampleTemplate.Kind;
import io.github.metricsgate.files.SampleTemplate.Place;
import io.github.metricsgate.files.SampleTemplate.Shape;
import io.github.metricsgate.metrics.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the shape of a {@link SampleTemplate} from a sample that was read and accepted, which means that it is an
 * object and has every field of the schema exactly once.
 */
final class TemplateBuilder {

    /** Longer samples are left to the strict reader. */
    private static final int LONGEST = 4096;

    private static final int NONE = -1;

    private static final byte[] TIMESTAMP_KEY = "timestamp".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] RESOURCE_KEYS = Arrays.stream(Resource.values())
            .map(resource -> resource.field().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private final byte[] buffer;
    private final int to;
    private final List<Place> places = new ArrayList<>();
    /** The canonical form of the bytes between the last value and the next. */
    private final StringBuilder canonical = new StringBuilder();

    private byte[] timestamp = {};
    private int timestampPlace;
    private int at;
    private int endOfLastValue;
    private int depth;

    /**
     * The shape of all samples like the one from {@code from} to {@code to}; null if only the strict reader can read
     * it.
     */
    static @Nullable Shape build(byte[] buffer, int from, int to) {
        return to - from <= LONGEST && isPlain(buffer, from, to) ? new TemplateBuilder(buffer, from, to).build() : null;
    }

    /**
     * Whether it consists of ASCII without escapes, so that each byte is a character, and each key is spelled
     * literally.
     */
    private static boolean isPlain(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            if (buffer[at] < 0 || buffer[at] == '\\') {
                return false;
            }
        }
        return true;
    }

    private TemplateBuilder(byte[] buffer, int from, int to) {
        this.buffer = buffer;
        this.to = to;
        this.at = from;
        this.endOfLastValue = from;
    }

    private @Nullable Shape build() {
        byte[] key = {};
        while (at < to) {
            byte b = buffer[at];
            if (b == '"') {
                int end = SampleTemplate.string(buffer, at + 1, to);
                byte[] text = Arrays.copyOfRange(buffer, at + 1, end);
                if (isKey(end + 1)) {
                    key = text;
                    canonical.append('"').append(ascii(text)).append('"');
                    at = end + 1;
                } else {
                    at++;
                    canonical.append('"');
                    boolean isTimestamp = depth == 1 && Arrays.equals(key, TIMESTAMP_KEY);
                    timestamp = isTimestamp ? text : timestamp;
                    timestampPlace = isTimestamp ? places.size() : timestampPlace;
                    place(end, isTimestamp ? Kind.TIMESTAMP : Kind.OTHER_STRING, 0);
                    canonical.append('"');
                    at = end + 1;
                }
            } else if (b == '-' || SampleTemplate.isDigit(b)) {
                int end = endOfNumber();
                int resource = depth == 1 ? indexOf(key) : NONE;
                place(end, resource < 0 ? Kind.OTHER_NUMBER : Kind.RESOURCE, Math.max(resource, 0));
            } else {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                canonical.append(b == ',' ? ", " : b == ':' ? ": " : b <= ' ' ? "" : String.valueOf((char) b));
                at++;
            }
        }
        byte[] rest = Arrays.copyOfRange(buffer, endOfLastValue, to);
        boolean hasSeconds =
                timestamp.length >= SampleTemplate.SECONDS_END && timestamp[SampleTemplate.SECONDS_END - 3] == ':';
        return places.size() <= SampleTemplate.MOST_VALUES && hasSeconds && isLastLineOfOneLength(rest)
                ? shape(rest)
                : null;
    }

    /** Whether the last of several lines contains no value, because values can be of any length. */
    private boolean isLastLineOfOneLength(byte[] rest) {
        return lineFeeds(rest) > 0 || places.stream().allMatch(place -> lineFeeds(place.before()) == 0);
    }

    private Shape shape(byte[] rest) {
        int lineFeeds = lineFeeds(rest);
        for (Place place : places) {
            lineFeeds += lineFeeds(place.before());
        }
        int lastLine = rest.length;
        while (lastLine > 0 && rest[lastLine - 1] != '\n') {
            lastLine--;
        }
        return new Shape(
                places.toArray(Place[]::new),
                rest,
                canonical.append('\n').toString().getBytes(StandardCharsets.US_ASCII),
                timestamp,
                timestampPlace,
                timestamp.length > SampleTemplate.SECONDS_END && timestamp[SampleTemplate.SECONDS_END] == '.' ? 100 : 0,
                midnight(),
                lineFeeds,
                rest.length - lastLine);
    }

    /** The instant of the timestamp with zeros for the digits that differ between matching samples. */
    private long midnight() {
        char[] text = ascii(timestamp).toCharArray();
        boolean differs = true;
        for (int i = SampleTemplate.TIME; i < text.length; i++) {
            boolean isDigit = SampleTemplate.isDigit((byte) text[i]);
            differs = differs && (isDigit || text[i] == (i == SampleTemplate.SECONDS_END ? '.' : ':'));
            text[i] = differs && isDigit ? '0' : text[i];
        }
        return Iso8601.instant(String.valueOf(text)).map(Instant::toEpochMilli).orElse(CurveAccumulator.NO_TIME);
    }

    private void place(int end, Kind kind, int resource) {
        places.add(new Place(
                Arrays.copyOfRange(buffer, endOfLastValue, at),
                canonical.toString().getBytes(StandardCharsets.US_ASCII),
                kind,
                resource));
        canonical.setLength(0);
        at = end;
        endOfLastValue = end;
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
        while (end < to && (SampleTemplate.isDigit(buffer[end]) || "+-.eE".indexOf(buffer[end]) >= 0)) {
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
        return NONE;
    }

    private static int lineFeeds(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }
}
