package io.github.metricsgate.files;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSample;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several series of samples as one, in the order of time. The order within a series is never changed: a sample whose clock was
 * set back stays where it is. Of equal times, those of the first series come first.
 */
final class SampleMerge implements CanonicalWriter.Elements, Closeable {

    private static final Position NOWHERE = new Position(0, 0);

    private final List<InputStream> open = new ArrayList<>();
    private final PriorityQueue<Series> next =
            new PriorityQueue<>(Comparator.comparing(Series::time).thenComparing(Series::place));

    /** Gives one sample after the other. */
    private interface Cursor {
        @Nullable
        JsonValue next() throws IOException;
    }

    private int added;

    static SampleMerge of(List<SampleSeries> all) throws IOException {
        SampleMerge merge = new SampleMerge();
        try {
            for (SampleSeries series : all) {
                merge.add(series);
            }
        } catch (IOException | RuntimeException e) {
            merge.close();
            throw e;
        }
        return merge;
    }

    private void add(SampleSeries series) throws IOException {
        Series first = new Series(cursor(series), added++);
        if (first.advance()) {
            next.add(first);
        }
    }

    private Cursor cursor(SampleSeries series) throws IOException {
        if (series instanceof SampleSeries.Recorded recorded) {
            InputStream in = Files.newInputStream(recorded.file());
            open.add(in);
            RecordingReader reader = new RecordingReader(in, recorded.shown());
            return () -> {
                JsonValue sample = reader.next();
                if (!reader.violations().isEmpty()) {
                    throw new IOException(recorded.shown()
                            + reader.obstacle().map(why -> ": " + why).orElse(" was changed while it was read"));
                }
                return sample;
            };
        }
        Iterator<ResourceSample> samples =
                ((SampleSeries.Measured) series).all().iterator();
        return () -> samples.hasNext() ? json(samples.next()) : null;
    }

    @Override
    public @Nullable JsonValue next() throws IOException {
        Series first = next.poll();
        if (first == null) {
            return null;
        }
        JsonValue sample = first.sample();
        if (first.advance()) {
            next.add(first);
        }
        return sample;
    }

    @Override
    public void close() throws IOException {
        for (InputStream in : open) {
            in.close();
        }
    }

    private static JsonObject json(ResourceSample sample) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("timestamp", new JsonString(sample.time().toString(), NOWHERE));
        for (Resource resource : Resource.values()) {
            BigDecimal amount = sample.amounts().get(resource);
            if (amount != null) {
                members.put(resource.field(), number(amount));
            }
        }
        sample.others().forEach((field, amount) -> members.put(field, number(amount)));
        return new JsonObject(members, NOWHERE);
    }

    private static JsonNumber number(BigDecimal amount) {
        return new JsonNumber(amount.signum() == 0 ? "0" : amount.toPlainString(), NOWHERE);
    }

    /** A series at one of its samples. */
    private static final class Series {

        private final Cursor cursor;
        private final int place;
        private Instant time = Instant.MIN;
        private @Nullable JsonValue sample;

        Series(Cursor cursor, int place) {
            this.cursor = cursor;
            this.place = place;
        }

        boolean advance() throws IOException {
            sample = cursor.next();
            if (sample instanceof JsonObject object && object.members().get("timestamp") instanceof JsonString text) {
                Instant said = Iso8601.instant(text.text()).orElse(time);
                time = said.isAfter(time) ? said : time;
            }
            return sample != null;
        }

        JsonValue sample() {
            if (sample == null) {
                throw new IllegalStateException("behind the last sample");
            }
            return sample;
        }

        Instant time() {
            return time;
        }

        int place() {
            return place;
        }
    }
}
