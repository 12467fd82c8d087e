package io.github.metricsgate.source;

import io.github.metricsgate.files.RecordingReader;
import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.Violation;
import java.io.IOException;
import java.util.Set;

/** A recording of ours: a resource sample a line, as in {@code resource_usage.jsonl}. It is read strictly, as whatever is ours. */
final class RecordingFormat implements SourceFormat {

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public String description() {
        return "a recording of resource samples (JSON Lines, as resource_usage.jsonl)";
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (!beginning.isJsonObject()) {
            return Recognition.NO;
        }
        Set<String> keys = beginning.jsonKeys();
        boolean hasAll = keys.contains("timestamp");
        for (Resource resource : Resource.values()) {
            hasAll &= keys.contains(resource.field());
        }
        return hasAll ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        SourceFile file = input.file();
        RecordingReader.Content content = RecordingReader.check(input.stream(), file.shown());
        if (!content.violations().isEmpty()) {
            Violation first = content.violations().first().get(0);
            Position position = first.position();
            if (position != null) {
                input.positionedBy(() -> "line " + position.line() + ", column " + position.column());
            }
            long others = content.violations().total() - 1;
            throw input.unreadable((first.pointer().isEmpty() ? "" : first.pointer() + " ")
                    + first.problem()
                    + (others == 0 ? "" : " (and " + others + " more)"));
        }
        if (content.torn()) {
            items.note("The last line of " + file.shown() + " is torn and left out: the recording was killed.");
        }
        items.samples(new SampleSeries.Recorded(file.path(), file.shown(), content.samples()));
    }
}
