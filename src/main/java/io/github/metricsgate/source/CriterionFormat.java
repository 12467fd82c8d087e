package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * What Criterion.rs leaves in {@code target/criterion}: for each benchmark a directory {@code new} with {@code sample.json} and,
 * beside it, {@code benchmark.json}, which has its name. Also what {@code cargo criterion --message-format=json} prints, a line a
 * benchmark. Directories of other names hold earlier runs and comparisons with them, and are no results of this run.
 */
final class CriterionFormat implements SourceFormat {

    private static final String OF_THIS_RUN = "new";

    /** Files beside {@code sample.json} that say nothing more, by the keys that they have. */
    private static final Map<String, Set<String>> BESIDE = Map.of(
            "benchmark.json", Set.of("group_id", "full_id"),
            "estimates.json", Set.of("mean", "median", "std_dev"));

    @Override
    public String name() {
        return "criterion";
    }

    @Override
    public String description() {
        return "a result of Criterion.rs (target/criterion/**/new/sample.json, or what cargo criterion --message-format=json"
                + " prints; read are those of 0.3 to 0.8)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (beginning.isJsonObject() && areMessages(beginning)) {
            return Recognition.CERTAIN;
        }
        if (!beginning.directoryName().equals(OF_THIS_RUN)) {
            return Recognition.NO;
        }
        return isSample(beginning) || saysNothingMore(beginning) ? Recognition.CERTAIN : Recognition.NO;
    }

    private static boolean areMessages(FileBeginning beginning) {
        String first = beginning.firstLine();
        return beginning.jsonKeys().contains("reason")
                && (first.contains("\"benchmark-complete\"") || first.contains("\"group-complete\""));
    }

    private static boolean isSample(FileBeginning beginning) {
        Set<String> keys = beginning.jsonKeys();
        return beginning.isJsonObject()
                && (keys.contains("sampling_mode") || keys.containsAll(Set.of("iters", "times")));
    }

    private static boolean saysNothingMore(FileBeginning beginning) {
        Set<String> wanted = BESIDE.get(beginning.fileName());
        return wanted == null
                ? beginning.fileName().equals("tukey.json") && beginning.isJsonArray()
                : beginning.jsonKeys().containsAll(wanted);
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        String fileName = String.valueOf(input.file().path().getFileName());
        if (BESIDE.containsKey(fileName) || fileName.equals("tukey.json")) {
            return;
        }
        JsonInput json = input.json();
        if (json.next() == null) {
            throw new InvalidValueException("it is empty");
        }
        CriterionSample sample = CriterionSample.read(json);
        if (!sample.isMessage()) {
            json.expectEnd();
            sample.into(items, CriterionBenchmark.beside(input));
            return;
        }
        sample.into(items);
        while (json.next() != null) {
            CriterionSample.read(json).into(items);
        }
    }
}
