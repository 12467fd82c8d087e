package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, which has the format of {@code resource_usage.jsonl}, sample by sample. Whoever wrote it may have been
 * killed, so that its last line may be torn: what has no line feed behind it and is no sample does not count.
 */
public final class RecordingReader {

    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final String file;
    private final Schema schema;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private long line;
    private boolean hasEnd;
    private boolean torn;
    private long tooLong;
    private Violations violations = Violations.NONE;

    /**
     * What a recording has.
     *
     * @param samples meaningless if there are violations
     * @param torn whether its last line does not count
     */
    public record Content(long samples, boolean torn, Violations violations) {}

    RecordingReader(InputStream in, String file) {
        this.in = in;
        this.file = file;
        this.schema = new Schema(file);
    }

    /** Reads a recording to its end, and keeps none of it. */
    public static Content check(InputStream in, String file) throws IOException {
        RecordingReader reader = new RecordingReader(in, file);
        long samples = 0;
        while (reader.next() != null) {
            samples++;
        }
        return new Content(samples, reader.torn, reader.violations);
    }

    /** The next sample; null behind the last one. One that violates the schema is passed over. */
    @Nullable
    JsonValue next() throws IOException {
        byte[] bytes = nextLine();
        while (bytes.length > 0) {
            Parsed parsed = parse(bytes);
            if (parsed.violations().isEmpty()) {
                return parsed.sample();
            }
            if (hasEnd || tooLong == line) {
                violations = violations.and(parsed.violations());
            } else {
                torn = true;
            }
            bytes = nextLine();
        }
        return null;
    }

    /** Why a sample cannot be read although it may be one, as a clause; empty if there is none such. */
    Optional<String> obstacle() {
        return tooLong == 0
                ? Optional.empty()
                : Optional.of("line " + tooLong + " has more than " + LONGEST + " bytes, too many to merge it");
    }

    Violations violations() {
        return violations;
    }

    private record Parsed(@Nullable JsonValue sample, Violations violations) {}

    private Parsed parse(byte[] bytes) throws IOException {
        if (bytes.length >= LONGEST) {
            tooLong = line;
            return new Parsed(
                    null,
                    Violations.of(new Violation(
                            file, "", new Position(line, 1), "a line of more than " + LONGEST + " bytes")));
        }
        JsonReader reader = new JsonReader(bytes, bytes.length, InputStream.nullInputStream(), 0, line, file);
        JsonValue[] read = new JsonValue[1];
        Violations found = reader.document(() -> {
            read[0] = reader.value();
            reader.report(schema.sample(read[0], JsonPointer.ROOT));
        });
        return new Parsed(read[0], found);
    }

    /** With its line feed, if it has one; of a line that is too long no more than tells that. Empty behind the last one. */
    private byte[] nextLine() throws IOException {
        ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        while (at < limit || fill()) {
            int end = at;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            boolean isWhole = end < limit;
            hasEnd = isWhole;
            int next = isWhole ? end + 1 : end;
            if (isWhole && gathered.size() == 0) {
                byte[] all = Arrays.copyOfRange(buffer, at, next);
                at = next;
                line++;
                return all;
            }
            gathered.write(buffer, at, Math.min(next - at, LONGEST - Math.min(gathered.size(), LONGEST)));
            at = next;
            if (isWhole) {
                break;
            }
        }
        line++;
        return gathered.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(in.read(buffer), 0);
        return limit > 0;
    }
}
