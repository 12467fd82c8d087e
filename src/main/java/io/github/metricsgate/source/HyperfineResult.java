package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One command with one set of parameters. Times are in seconds. */
final class HyperfineResult {

    private static final int MOST_RUNS = 1_000_000;
    private static final int MOST_PARAMETERS = 100;
    private static final long MEMORY_OF_A_RUN = 64;

    private final MemoryBudget budget = MemoryBudget.ofOneResult();
    private final Map<String, String> parameters = new TreeMap<>();
    private final List<BigDecimal> times = new ArrayList<>();
    private final BitSet failed = new BitSet();
    private String command = "";
    private @Nullable BigDecimal user;
    private @Nullable BigDecimal system;
    private @Nullable BigDecimal memory;
    /** -1 if the file has none, as before hyperfine had them. */
    private int exitCodes = -1;

    private HyperfineResult() {}

    /** Reads the object whose beginning is at hand, to its end. */
    static HyperfineResult read(JsonInput json) throws IOException {
        HyperfineResult result = new HyperfineResult();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "command" -> result.command = CommandWithoutSecrets.of(json.text());
                case "times" -> result.readTimes(json);
                case "exit_codes" -> result.readExitCodes(json);
                case "memory_usage_byte" -> result.readMemory(json);
                case "user" -> result.user = numberOrNone(json);
                case "system" -> result.system = numberOrNone(json);
                case "parameters" -> result.readParameters(json);
                // Statistics of all runs, failed ones too.
                default -> json.skip();
            }
            key = json.nextKey();
        }
        result.check();
        return result;
    }

    private static @Nullable BigDecimal numberOrNone(JsonInput json) throws IOException {
        return json.token() == JsonToken.VALUE_NULL ? null : json.number();
    }

    private void readTimes(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            if (times.size() == MOST_RUNS) {
                throw new InvalidValueException("a command has more than " + MOST_RUNS + " runs");
            }
            budget.take(MEMORY_OF_A_RUN);
            times.add(Decimals.milliseconds(json.number(), DurationUnit.SECONDS, json.pointer()));
        }
    }

    /** A run that was ended by a signal has null. */
    private void readExitCodes(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        exitCodes = 0;
        while (json.next() != JsonToken.END_ARRAY) {
            BigDecimal code = numberOrNone(json);
            if (exitCodes == MOST_RUNS) {
                throw new InvalidValueException("a command has more than " + MOST_RUNS + " exit codes");
            }
            failed.set(exitCodes, code == null || code.signum() != 0);
            exitCodes++;
        }
    }

    private void readMemory(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            BigDecimal bytes = json.number();
            memory = memory == null ? bytes : memory.max(bytes);
        }
    }

    private void readParameters(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String name = json.nextKey();
        while (name != null) {
            if (parameters.size() == MOST_PARAMETERS) {
                throw new InvalidValueException("a command has more than " + MOST_PARAMETERS + " parameters");
            }
            parameters.put(Items.checkedName(name), Items.checkedName(String.valueOf(json.scalar())));
            name = json.nextKey();
        }
    }

    private void check() {
        if (command.isEmpty()) {
            throw new InvalidValueException("a result has no command");
        }
        if (times.isEmpty()) {
            throw new InvalidValueException("the result of " + Quoted.text(command) + " has no times");
        }
        if (exitCodes >= 0 && exitCodes != times.size()) {
            throw new InvalidValueException("the result of " + Quoted.text(command) + " has " + times.size()
                    + " times and " + exitCodes + " exit codes");
        }
    }

    /** {@code sleep 0.1[n=1]}: hyperfine puts parameters into the command, but a command may have a name without them. */
    String key() {
        if (parameters.isEmpty()) {
            return command;
        }
        List<String> each = new ArrayList<>();
        parameters.forEach((name, value) -> each.add(CommandWithoutSecrets.ofParameter(name, value)));
        return command + "[" + String.join(",", each) + "]";
    }

    void into(Items items) {
        PhaseAccumulator item = items.item(key());
        for (int i = 0; i < times.size(); i++) {
            if (!failed.get(i)) {
                item.addMilliseconds(times.get(i), 1);
                if (times.get(i).signum() == 0) {
                    items.note(
                            "hyperfine takes the time that a shell needs to start off each time, and some are 0 after that:"
                                    + " hyperfine -N runs a command without a shell.");
                }
            }
        }
        item.fail(failed.cardinality());
        if (exitCodes < 0) {
            item.failuresUnknown();
            items.note("hyperfine wrote no exit codes, so nobody knows how many runs failed: newer versions do.");
        }
        item.detail("unit", DurationUnit.SECONDS.symbol());
        addMeasures(item);
    }

    private void addMeasures(PhaseAccumulator item) {
        if (user == null && system == null && memory == null) {
            return;
        }
        Summary summary = item.summary();
        summary.measure("user", user, "s", Better.LOWER);
        summary.measure("system", system, "s", Better.LOWER);
        if (memory != null) {
            summary.measure("memory_usage_max", memory, "B", Better.LOWER);
        }
        if (!failed.isEmpty()) {
            item.detail("measures", "of all runs, failed ones too");
        }
    }
}
