package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of a suite of github-action-benchmark. What the action made of a tool's result is undone, so that a benchmark is
 * called as {@code collect-metrics} calls it when it reads that result.
 */
final class ActionBenchmarkRun {

    private static final int MOST = 50_000;
    private static final String VALUE = "value";

    /** {@code org.example.Bench.sum ( {"size":"10"} )}. */
    private static final Pattern JMH_PARAMS = Pattern.compile("(.{1,2000}) \\( (\\{.{0,2000}}) \\)", Pattern.DOTALL);

    private static final String JMH_PARAMS_END = "} )";

    private static final Pattern THREADS = Pattern.compile("threads: ([0-9]{1,6})(?:\\R.*)?", Pattern.DOTALL);
    private static final Pattern CPU =
            Pattern.compile("cpu: ([0-9.eE+-]{1,50}) ([a-z]{1,10})(?:\\R.*)?", Pattern.DOTALL);
    private static final List<String> AGGREGATES = List.of("_mean", "_median", "_stddev", "_cv");
    private static final Set<String> RATES_OF_CALLS = Set.of("pytest");

    private final ImportedRuns runs;
    private final List<Bench> benches = new ArrayList<>();

    private record Bench(String name, BigDecimal value, String unit, String extra) {

        /** The line of {@code extra} that begins like this; empty for none. */
        String line(String beginning) {
            int at = extra.startsWith(beginning) ? 0 : extra.indexOf("\n" + beginning) + 1;
            return at > 0 || extra.startsWith(beginning) ? extra.substring(at) : "";
        }
    }

    ActionBenchmarkRun(ImportedRuns runs) {
        this.runs = runs;
    }

    void readBenches(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            if (benches.size() == MOST) {
                throw new InvalidValueException("a run has more than " + MOST + " benchmarks");
            }
            readBench(json);
        }
    }

    private void readBench(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String name = null;
        BigDecimal value = null;
        String unit = "";
        String extra = "";
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "name" -> name = json.scalar();
                case "value" -> value = value(json);
                case "unit" -> unit = textOrEmpty(json);
                case "extra" -> extra = textOrEmpty(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        if (name == null) {
            throw new InvalidValueException("a benchmark has no name");
        }
        if (value == null) {
            runs.leaveOut("figures that are no numbers", name);
            return;
        }
        benches.add(
                new Bench(runs.shared(Items.checkedName(name)), value, runs.shared(Items.checkedName(unit)), extra));
    }

    /** Null where there is none: the action passes on what a tool of the user's own has, numbers as texts too. */
    private static @Nullable BigDecimal value(JsonInput json) throws IOException {
        if (json.token() == JsonToken.VALUE_STRING) {
            String text = json.text().strip();
            return Decimals.isNumber(text) ? Decimals.number(text, VALUE) : null;
        }
        return json.numberOrNone();
    }

    private static String textOrEmpty(JsonInput json) throws IOException {
        if (json.token() == JsonToken.START_OBJECT || json.token() == JsonToken.START_ARRAY) {
            json.skip();
            return "";
        }
        String text = json.scalar();
        return text == null ? "" : text;
    }

    /** The phases, now that the tool is known that measured them. */
    List<Phase> phases(String tool) {
        ImportedPhases phases = new ImportedPhases(runs);
        if (tool.equals("googlecpp")) {
            addGoogle(phases);
            return phases.phases();
        }
        for (Bench bench : benches) {
            if (bench.value().signum() < 0 && runs.unit(bench.unit()).kind() != BenchmarkUnit.Kind.OTHER) {
                runs.leaveOut("times and rates that are negative", bench.name());
                continue;
            }
            switch (tool) {
                case "jmh" -> addJmh(phases, bench);
                case "go" -> addGo(phases, bench);
                case "customBiggerIsBetter" -> addCustom(phases, bench, Better.HIGHER);
                case "customSmallerIsBetter" -> addCustom(phases, bench, Better.LOWER);
                default -> addOther(phases, bench, tool);
            }
        }
        return phases.phases();
    }

    private void addJmh(ImportedPhases phases, Bench bench) {
        BenchmarkUnit unit = runs.unit(bench.unit());
        if (unit.kind() == BenchmarkUnit.Kind.OTHER) {
            runs.leaveOut("figures of JMH in a unit that it does not have", bench.name());
            return;
        }
        Matcher threads = THREADS.matcher(bench.line("threads: "));
        Map<String, String> params = new TreeMap<>();
        String name = bench.name();
        if (name.endsWith(JMH_PARAMS_END)) {
            Matcher withParams = JMH_PARAMS.matcher(name);
            name = withParams.matches() && readParams(withParams.group(2), params) ? withParams.group(1) : name;
        }
        boolean isTime = unit.kind() == BenchmarkUnit.Kind.TIME;
        if (isTime) {
            runs.note("github-action-benchmark does not keep JMH's mode: times are taken for those of mode "
                    + runs.request().jmhMode() + " (<importJmhMode>).");
        }
        String mode = isTime ? runs.request().jmhMode() : "thrpt";
        phases.add(
                JmhResult.key(name, mode, threads.matches() ? threads.group(1) : null, params),
                bench.value(),
                bench.unit(),
                VALUE);
    }

    private static boolean readParams(String text, Map<String, String> params) {
        Map<String, String> read = new LinkedHashMap<>();
        try {
            JsonInput json = new JsonInput(new StringReader(text));
            json.expectNext(JsonToken.START_OBJECT);
            String name = json.nextKey();
            while (name != null) {
                read.put(name, String.valueOf(json.scalar()));
                name = json.nextKey();
            }
            json.expectEnd();
        } catch (IOException | InvalidValueException partOfTheName) {
            return false;
        }
        params.putAll(read);
        return true;
    }

    /** {@code BenchmarkSort - B/op} is another figure of {@code BenchmarkSort}. */
    private void addGo(ImportedPhases phases, Bench bench) {
        String behind = " - " + bench.unit();
        String name = bench.name().endsWith(behind) && bench.name().length() > behind.length()
                ? bench.name().substring(0, bench.name().length() - behind.length())
                : bench.name();
        BenchmarkUnit unit = runs.unit(bench.unit());
        if (unit.kind() == BenchmarkUnit.Kind.OTHER) {
            String measure = bench.unit().isEmpty() ? VALUE : bench.unit();
            phases.measure(name, measure, bench.value(), bench.unit(), Better.LOWER);
        } else {
            phases.add(name, bench.value(), bench.unit(), bench.unit());
        }
    }

    /** A time that is better if it is longer is none of ours, nor is a rate that is better if it is lower. */
    private void addCustom(ImportedPhases phases, Bench bench, Better better) {
        BenchmarkUnit unit = runs.unit(bench.unit());
        boolean isOurs = unit.kind() == BenchmarkUnit.Kind.TIME || unit.kind() == BenchmarkUnit.Kind.RATE;
        if (isOurs && unit.better() == better) {
            phases.add(bench.name(), bench.value(), bench.unit(), VALUE);
        } else {
            phases.measure(bench.name(), VALUE, bench.value(), bench.unit(), better);
        }
    }

    private void addOther(ImportedPhases phases, Bench bench, String tool) {
        BenchmarkUnit unit = runs.unit(bench.unit());
        if (RATES_OF_CALLS.contains(tool)
                && unit.kind() == BenchmarkUnit.Kind.RATE
                && bench.value().signum() > 0) {
            // pytest-benchmark has it from the mean, which is what it is read by.
            BigDecimal perSecond = Decimals.perSecond(bench.value(), unit.ofTime(), VALUE);
            phases.mean(
                    bench.name(), Decimals.plain(BigDecimal.valueOf(1000).divide(perSecond, LatencyValues.INEXACT)));
        } else {
            phases.add(bench.name(), bench.value(), bench.unit(), VALUE);
        }
    }

    /** Repetitions of a benchmark have one name; a mean of them is what is read of Google Benchmark. */
    private void addGoogle(ImportedPhases phases) {
        Map<String, List<Bench>> byName = new LinkedHashMap<>();
        benches.forEach(bench ->
                byName.computeIfAbsent(bench.name(), none -> new ArrayList<>()).add(bench));
        Map<String, List<Bench>> wanted = new LinkedHashMap<>(byName);
        for (String name : byName.keySet()) {
            for (String ending : AGGREGATES) {
                String of = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : "";
                List<Bench> aggregate = of.isEmpty() ? null : wanted.get(name);
                boolean isAggregate = byName.containsKey(of) || byName.containsKey(of + "_mean");
                if (aggregate != null && isAggregate) {
                    wanted.remove(name);
                    if (ending.equals("_mean")) {
                        wanted.putIfAbsent(of, aggregate);
                    }
                }
            }
        }
        wanted.forEach((name, repetitions) -> addGoogle(phases, name, repetitions));
    }

    private void addGoogle(ImportedPhases phases, String name, List<Bench> repetitions) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal cpu = BigDecimal.ZERO;
        Map<String, Integer> cpuUnits = new HashMap<>();
        for (Bench bench : repetitions) {
            boolean isOfAnotherUnit = !bench.unit().equals(repetitions.get(0).unit());
            if (isOfAnotherUnit || bench.value().signum() < 0) {
                runs.leaveOut("times that are negative, or whose repetitions are in other units", name);
                return;
            }
            sum = sum.add(bench.value());
            Matcher time = CPU.matcher(bench.line("cpu: "));
            if (time.matches() && Decimals.isNumber(time.group(1))) {
                cpu = cpu.add(Decimals.number(time.group(1), "cpu"));
                cpuUnits.merge(time.group(2), 1, Integer::sum);
            }
        }
        BigDecimal count = BigDecimal.valueOf(repetitions.size());
        phases.add(name, mean(sum, count), repetitions.get(0).unit(), VALUE);
        for (Map.Entry<String, Integer> unit : cpuUnits.entrySet()) {
            if (unit.getValue() == repetitions.size()) {
                phases.measure(name, "cpu_time", mean(cpu, count), unit.getKey(), Better.LOWER);
            }
        }
    }

    private static BigDecimal mean(BigDecimal sum, BigDecimal count) {
        return count.compareTo(BigDecimal.ONE) == 0 ? sum : Decimals.plain(sum.divide(count, LatencyValues.INEXACT));
    }
}
