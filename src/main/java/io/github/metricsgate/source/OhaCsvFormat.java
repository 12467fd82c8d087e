package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Set;

/** What oha writes with {@code --output-format csv}: a response a row, and no word on requests without one. */
final class OhaCsvFormat implements SourceFormat {

    @Override
    public String name() {
        return "oha-csv";
    }

    @Override
    public String description() {
        return "the responses of oha (--output-format csv; read are those of 1.x)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return beginning.firstLine().startsWith("request-start,") ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        DelimitedRows rows = new DelimitedRows(input.stream());
        input.positionedBy(rows);
        HttpResponses responses = new HttpResponses(rows, "request-duration", "status", "request-start");
        responses.read(items, item -> {
            item.detail("unit", "s");
            item.detail("times", "of successful responses");
        });
        items.note(
                "A CSV file of oha has no row for a request without a response: items_failed counts those with a status code"
                        + " from 400 on. --output-format json counts all.");
    }
}
