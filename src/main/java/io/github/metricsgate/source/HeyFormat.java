package io.github.metricsgate.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;

/** What hey writes with {@code -o csv}: a response a row, at most a million of them, and no word on requests without one. */
final class HeyFormat implements SourceFormat {

    /** In milliseconds: hey writes seconds with four decimals. */
    private static final BigDecimal RESOLUTION = new BigDecimal("0.1");

    private static final long MOST = 1_000_000;

    @Override
    public String name() {
        return "hey";
    }

    @Override
    public String description() {
        return "the responses of hey (-o csv; read are those of 0.1)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return beginning.firstLine().startsWith("response-time,DNS+dialup,") ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        DelimitedRows rows = new DelimitedRows(input.stream());
        input.positionedBy(rows);
        HttpResponses responses = new HttpResponses(rows, "response-time", "status-code", "offset");
        long read = responses.read(items, item -> {
            item.resolution(RESOLUTION);
            item.detail("unit", "s");
            item.detail("times", "of successful responses");
        });
        items.note(
                "A CSV file of hey has no row for a request without a response: items_failed counts those with a status code"
                        + " from 400 on.");
        if (read >= MOST) {
            items.note("hey writes a million responses and leaves out all others.");
        }
    }
}
