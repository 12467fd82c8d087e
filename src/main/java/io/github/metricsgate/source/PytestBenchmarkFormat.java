package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What pytest-benchmark writes with {@code --benchmark-json}, and stores with {@code --benchmark-save}. Who ran it, where, and
 * what the tests say of themselves ({@code extra_info}) is not taken.
 */
final class PytestBenchmarkFormat implements SourceFormat {

    private static final Pattern KNOWN_VERSION = Pattern.compile("[345](\\..*)?");

    @Override
    public String name() {
        return "pytest-benchmark";
    }

    @Override
    public String description() {
        return "a result of pytest-benchmark (--benchmark-json; read are those of 3 to 5)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (!beginning.isJsonObject()) {
            return Recognition.NO;
        }
        Set<String> keys = beginning.jsonKeys();
        boolean isWhole =
                keys.contains("machine_info") && (keys.contains("benchmarks") || keys.contains("commit_info"));
        boolean isSorted = keys.contains("benchmarks")
                && beginning.text().contains("\"fullname\"")
                && beginning.text().contains("\"extra_info\"");
        return isWhole || isSorted ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.jsonWithNonNumbers();
        List<PhaseAccumulator> ofThisFile = new ArrayList<>();
        String version = null;
        String python = null;
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "benchmarks" ->
                    readBenchmarks(json, items, python == null ? Map.of() : Map.of("python", python), ofThisFile);
                case "machine_info" -> python = python(json);
                case "version" -> version = checkedVersion(json.text());
                default -> json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        if (version == null) {
            throw new InvalidValueException("it has no version");
        }
        for (PhaseAccumulator item : ofThisFile) {
            item.detail("version", version);
            item.detail("unit", "s");
            if (python != null) {
                item.detail("python", python);
            }
        }
    }

    private static void readBenchmarks(
            JsonInput json, Items items, Map<String, String> setUp, List<PhaseAccumulator> read) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            json.expect(JsonToken.START_OBJECT);
            PhaseAccumulator item = PytestBenchmark.read(json).into(items, setUp);
            if (!item.isDiscarding()) {
                read.add(item);
            }
        }
    }

    private static String checkedVersion(String version) {
        if (!KNOWN_VERSION.matcher(version).matches()) {
            throw new InvalidValueException(
                    "it is of version " + Quoted.text(version) + " of pytest-benchmark, read are 3 to 5");
        }
        return version;
    }

    /** {@code CPython 3.11.2}; the rest says who and where. */
    private static @Nullable String python(JsonInput json) throws IOException {
        String implementation = null;
        String version = null;
        if (json.token() != JsonToken.START_OBJECT) {
            json.skip();
            return null;
        }
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "python_implementation" -> implementation = json.scalar();
                case "python_version" -> version = json.scalar();
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return implementation == null || version == null ? null : Quoted.bare(implementation + " " + version);
    }
}
