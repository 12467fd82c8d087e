package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Set;

/**
 * What k6 writes: all points of a run as lines of JSON ({@code --out json}), or one of its three summaries. A trend metric is a
 * phase. Of the four only the first has values to work percentiles out from.
 */
final class K6Format implements SourceFormat {

    @Override
    public String name() {
        return "k6";
    }

    @Override
    public String description() {
        return "a result of k6 (--out json, data of handleSummary, --summary-export, machine-readable summary 1; read are those of"
                + " 0.26 to 2.2)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.UNIT, SourceOption.PERCENTILES, SourceOption.SPLIT_BY);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (!beginning.isJsonObject()) {
            return Recognition.NO;
        }
        Set<String> keys = beginning.jsonKeys();
        boolean isSummary = keys.contains("root_group")
                || keys.containsAll(Set.of("metrics", "state", "options"))
                || keys.containsAll(Set.of("config", "metadata", "results"));
        return isRaw(keys) || isSummary ? Recognition.CERTAIN : Recognition.NO;
    }

    private static boolean isRaw(Set<String> keys) {
        return keys.containsAll(Set.of("metric", "type", "data"));
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        if (isRaw(FileBeginning.of(input.file()).jsonKeys())) {
            new K6Points(input.json(), options, items).read();
            return;
        }
        if (!options.list(SourceOption.SPLIT_BY).isEmpty()) {
            throw input.unreadableUnless(
                    "it is a summary, and has no tags that <splitBy> could tell results apart by",
                    "Have k6 write all points (k6 run --out json=points.json), or leave <splitBy> out.");
        }
        new K6Summary(options, items).read(input.json());
    }
}
