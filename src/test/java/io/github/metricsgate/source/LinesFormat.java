package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.util.Set;

/**
 * A format for tests: a line {@code #lines} and then lines of an item and a time in milliseconds, which {@code x} says failed.
 */
record LinesFormat(String name, String head, Set<SourceOption> options, Set<String> redundantBeside)
        implements SourceFormat {

    static final LinesFormat LINES = new LinesFormat("lines", "#lines", Set.of(SourceOption.PERCENTILES), Set.of());
    static final LinesFormat SUMMARY = new LinesFormat("summary", "#summary", Set.of(), Set.of("lines"));

    @Override
    public String description() {
        return "a file of " + name;
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (beginning.firstLine().equals(head)) {
            return Recognition.CERTAIN;
        }
        return beginning.firstLine().equals("?" + head) ? Recognition.IF_NAMED : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        LineReader lines = input.lines();
        String line = lines.next();
        while (line != null) {
            String[] parts = line.split(" ", 2);
            if (parts.length == 2 && parts[1].equals("x")) {
                items.item(parts[0]).fail(1);
            } else if (parts.length == 2) {
                items.item(parts[0])
                        .addMilliseconds(Decimals.milliseconds(parts[1], DurationUnit.MILLISECONDS, "the time"), 1);
            }
            line = lines.next();
        }
    }
}
