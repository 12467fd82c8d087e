package io.github.metricsgate.report;

import io.github.metricsgate.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The summary of the reactor for other programs: described by {@code schema/reactor.schema.json}. It contains every
 * module, including those without metrics.
 */
final class ReactorJson {

    /** Grows if an existing member changes its meaning or is removed; new members do not count. */
    private static final long FORMAT_VERSION = 1;

    private ReactorJson() {}

    static void write(ReactorSummary summary, Appendable out) throws IOException {
        JsonMembers counts = new JsonMembers().with("modules", summary.modules());
        for (ReactorRow.State state : ReactorRow.State.values()) {
            counts.with(state.key(), summary.count(state));
        }
        List<JsonValue> modules = new ArrayList<>();
        for (ReactorRow row : summary.rows()) {
            String link = summary.link(row);
            modules.add(new JsonMembers()
                    .with("project", row.project())
                    .with("module", row.name())
                    .with("result", row.state().key())
                    .with("phases", row.phases())
                    .with("worst", row.worst().isEmpty() ? null : row.worst())
                    .with("reports", link.isEmpty() ? null : link)
                    .object());
        }
        JsonMembers document = new JsonMembers()
                .with("formatVersion", FORMAT_VERSION)
                .with("result", summary.result().key())
                .with("counts", counts)
                .with("modules", JsonMembers.array(modules));
        JsonReport.write(document.object(), out);
    }
}
