package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A result of asv, {@code results/<machine>/<commit>-<environment>.json} in version 1 or 2. Its date is the commit's; the units
 * are in {@code benchmarks.json}, a directory above.
 */
final class AsvHistory implements HistoryFormat {

    /** Where version 2 has what is of use, unless it says so itself. */
    private static final List<String> COLUMNS = List.of("result", "params");

    private static final String VERSION = "version";

    private static final int MOST_COMBINATIONS = 50_000;

    @Override
    public String name() {
        return "asv";
    }

    @Override
    public String description() {
        return "results of asv";
    }

    @Override
    public boolean recognises(FileBeginning beginning) {
        return beginning.isJsonObject() && beginning.jsonKeys().contains("commit_hash");
    }

    /** One result: its benchmarks are added when the units are known. */
    private static final class Result {

        private @Nullable String commit;
        private @Nullable BigDecimal date;
        private String machine = "";
        private String environment = "";
        private String python = "";
        private final Map<String, Values> benchmarks = new TreeMap<>();
        private Map<String, String> versions = new HashMap<>();
    }

    /**
     * The values of a benchmark, one a combination of its parameters, the last of which changes fastest.
     *
     * @param version that of the benchmark which was run, in version 2; null where the row has none
     */
    private record Values(
            List<@Nullable BigDecimal> values,
            List<List<String>> params,
            @Nullable String version) {}

    @Override
    public void read(SourceInput input, ImportedRuns runs) throws IOException {
        JsonInput json = input.jsonWithNonNumbers();
        Result result = read(json, runs);
        if (result.commit == null || result.date == null) {
            throw new InvalidValueException("it has no " + (result.date == null ? "date" : "commit_hash"));
        }
        AsvBenchmarks known = benchmarks(input, runs);
        ImportedPhases phases = new ImportedPhases(runs);
        result.benchmarks.forEach((name, values) -> {
            String version = values.version() == null ? result.versions.get(name) : values.version();
            add(name, values, version, known, phases, runs);
        });
        Map<String, String> places = new TreeMap<>();
        places.put("machine", runs.shared(result.machine));
        places.put("python_environment", runs.shared(environment(result, input.file())));
        runs.add(HistoryTimes.ofMilliseconds(result.date, "date"), result.commit, null, places, phases.phases());
    }

    /** Before asv kept its name in the file, only the file's own name had all that tells one from another. */
    private static String environment(Result result, SourceFile file) {
        if (!result.environment.isEmpty()) {
            return result.environment;
        }
        String name = String.valueOf(file.path().getFileName());
        int dash = name.indexOf('-');
        boolean isOfCommit = dash > 0 && String.valueOf(result.commit).startsWith(name.substring(0, dash));
        return isOfCommit && name.endsWith(AsvDirectory.JSON) && name.length() > dash + 1 + AsvDirectory.JSON.length()
                ? Items.checkedName(name.substring(dash + 1, name.length() - AsvDirectory.JSON.length()))
                : "python " + result.python;
    }

    private static Result read(JsonInput json, ImportedRuns runs) throws IOException {
        Result result = new Result();
        List<String> columns = COLUMNS;
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "commit_hash" -> result.commit = Items.checkedName(json.text());
                case "date" -> result.date = json.number();
                case "python" -> result.python = Items.checkedName(String.valueOf(json.scalar()));
                case "env_name" -> result.environment = Items.checkedName(String.valueOf(json.scalar()));
                case "params" -> readMachine(json, result);
                case "result_columns" -> columns = checked(texts(json));
                case "benchmark_version" -> result.versions = versions(json);
                case "results" -> readResults(json, columns, result, runs);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        return result;
    }

    private static List<String> checked(List<String> columns) {
        if (columns.size() < COLUMNS.size()
                || !columns.subList(0, COLUMNS.size()).equals(COLUMNS)) {
            throw new InvalidValueException("result_columns do not begin with result and params");
        }
        return columns;
    }

    private static List<String> texts(JsonInput json) throws IOException {
        List<String> texts = new ArrayList<>();
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            if (texts.size() == MOST_COMBINATIONS) {
                throw new InvalidValueException(json.pointer() + " is one of more than " + MOST_COMBINATIONS);
            }
            String text = String.valueOf(json.scalar());
            // What is longer than a name may be is left out as a whole: how it goes on is of no interest.
            texts.add(text.length() > Items.LONGEST_NAME ? text.substring(0, Items.LONGEST_NAME + 1) : text);
        }
        return texts;
    }

    /** Version 1: those of the benchmarks that were run. */
    private static Map<String, String> versions(JsonInput json) throws IOException {
        Map<String, String> versions = new HashMap<>();
        json.expect(JsonToken.START_OBJECT);
        String name = json.nextKey();
        while (name != null) {
            String version = json.scalar();
            if (version != null) {
                if (versions.size() == MOST_COMBINATIONS) {
                    throw new InvalidValueException(
                            "benchmark_version has more than " + MOST_COMBINATIONS + " members");
                }
                versions.put(Items.checkedName(name), Items.checkedName(version));
            }
            name = json.nextKey();
        }
        return versions;
    }

    private static void readMachine(JsonInput json, Result result) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals("machine")) {
                result.machine = Items.checkedName(String.valueOf(json.scalar()));
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
    }

    private static void readResults(JsonInput json, List<String> columns, Result result, ImportedRuns runs)
            throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String name = json.nextKey();
        while (name != null) {
            JsonToken token = json.token();
            Values values;
            if (token == JsonToken.START_ARRAY) {
                values = readRow(json, columns.size(), columns.indexOf(VERSION));
            } else if (token == JsonToken.START_OBJECT) {
                values = readObject(json);
            } else {
                values = new Values(single(value(json)), List.of(), null);
            }
            result.benchmarks.put(runs.shared(Items.checkedName(name)), values);
            name = json.nextKey();
        }
    }

    /** Version 2: a value a column. */
    private static Values readRow(JsonInput json, int columns, int ofVersion) throws IOException {
        List<@Nullable BigDecimal> values = List.of();
        List<List<String>> params = List.of();
        String version = null;
        for (int column = 0; json.next() != JsonToken.END_ARRAY; column++) {
            switch (column) {
                case 0 -> values = values(json);
                case 1 -> params = params(json);
                default -> {
                    if (column == ofVersion) {
                        version = json.scalar();
                    } else {
                        json.skip();
                    }
                }
            }
            if (column > columns) {
                throw new InvalidValueException(json.pointer() + " is one more than there are result_columns");
            }
        }
        return new Values(values, params, version);
    }

    /** Version 1, where there are parameters or statistics. */
    private static Values readObject(JsonInput json) throws IOException {
        List<@Nullable BigDecimal> values = List.of();
        List<List<String>> params = List.of();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "result" -> values = values(json);
                case "params" -> params = params(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return new Values(values, params, null);
    }

    private static List<@Nullable BigDecimal> values(JsonInput json) throws IOException {
        if (json.token() != JsonToken.START_ARRAY) {
            return single(value(json));
        }
        List<@Nullable BigDecimal> values = new ArrayList<>();
        while (json.next() != JsonToken.END_ARRAY) {
            if (values.size() == MOST_COMBINATIONS) {
                throw new InvalidValueException(
                        json.pointer() + " is one of more than " + MOST_COMBINATIONS + " values");
            }
            values.add(value(json));
        }
        return values;
    }

    private static List<@Nullable BigDecimal> single(@Nullable BigDecimal value) {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        values.add(value);
        return values;
    }

    /** Null where the benchmark failed or was skipped, and for what is no number. */
    private static @Nullable BigDecimal value(JsonInput json) throws IOException {
        JsonToken token = json.token();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            json.skip();
            return null;
        }
        return json.isNumber() ? json.numberOrNone() : null;
    }

    private static List<List<String>> params(JsonInput json) throws IOException {
        List<List<String>> params = new ArrayList<>();
        if (json.token() == JsonToken.VALUE_NULL) {
            return params;
        }
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            if (params.size() == 100) {
                throw new InvalidValueException("a benchmark has more than 100 parameters");
            }
            params.add(texts(json));
        }
        return params;
    }

    private static AsvBenchmarks benchmarks(SourceInput input, ImportedRuns runs) throws IOException {
        Path file = AsvDirectory.benchmarksOf(input.file().path());
        if (file == null || !Files.isRegularFile(file)) {
            throw input.unreadableUnless(
                    AsvBenchmarks.FILE
                            + " is missing, which says the units and lies beside the directory of the machine",
                    "Keep the directories as asv writes them, and name its results directory or one of a machine in it.");
        }
        AsvBenchmarks known = runs.benchmarks(file);
        if (known != null) {
            return known;
        }
        try (InputStream in = SourceInput.openRegular(file)) {
            AsvBenchmarks read = AsvBenchmarks.read(file, new JsonInput(in, true));
            runs.remember(read);
            return read;
        } catch (IOException | InvalidValueException e) {
            throw input.unreadableUnless(
                    AsvBenchmarks.FILE + " beside the directory of the machine cannot be read: "
                            + Quoted.bare(String.valueOf(e.getMessage())),
                    "Run asv again, or correct it.");
        }
    }

    /** @param version that of the benchmark which was run; null where asv did not keep it yet */
    private static void add(
            String name,
            Values values,
            @Nullable String version,
            AsvBenchmarks known,
            ImportedPhases phases,
            ImportedRuns runs) {
        AsvBenchmarks.Benchmark benchmark = known.all().get(name);
        if (benchmark == null) {
            runs.leaveOut("benchmarks that are not in " + AsvBenchmarks.FILE, name);
            return;
        }
        // As asv itself has it: what was measured is not what goes by that name now.
        if (version != null && !version.equals(benchmark.version())) {
            runs.leaveOut("results of an older version of the benchmark", name);
            return;
        }
        long combinations = 1;
        for (List<String> param : values.params()) {
            combinations = Math.min(Integer.MAX_VALUE, combinations * param.size());
        }
        if (values.values().size() > combinations) {
            throw new InvalidValueException(Quoted.text(name) + " has "
                    + values.values().size() + " values for " + combinations + " combinations of parameters");
        }
        for (int i = 0; i < values.values().size(); i++) {
            BigDecimal value = values.values().get(i);
            if (value == null) {
                runs.leaveOut("results of benchmarks that failed or were skipped", name);
                continue;
            }
            String key = name + combination(values.params(), i);
            if (key.length() > Items.LONGEST_NAME) {
                runs.leaveOut(
                        "results whose parameters take more than " + Items.LONGEST_NAME + " characters to write", name);
            } else {
                add(key, value, benchmark, phases, runs);
            }
        }
    }

    private static void add(
            String key, BigDecimal value, AsvBenchmarks.Benchmark benchmark, ImportedPhases phases, ImportedRuns runs) {
        BenchmarkUnit unit = runs.unit(benchmark.unit());
        if (benchmark.kind().startsWith("time") && unit.kind() == BenchmarkUnit.Kind.TIME) {
            if (value.signum() < 0) {
                runs.leaveOut("times that are negative", key);
            } else {
                phases.add(key, value, benchmark.unit(), "value");
            }
        } else {
            phases.measure(key, "value", value, benchmark.unit(), benchmark.better());
        }
    }

    /** {@code (10, 'a')}, the parameters as asv writes them; nothing for none. */
    private static String combination(List<List<String>> params, int index) {
        if (params.isEmpty()) {
            return "";
        }
        String[] chosen = new String[params.size()];
        int rest = index;
        for (int i = params.size() - 1; i >= 0; i--) {
            List<String> values = params.get(i);
            chosen[i] = values.get(rest % values.size());
            rest /= values.size();
        }
        return "(" + String.join(", ", chosen) + ")";
    }
}
