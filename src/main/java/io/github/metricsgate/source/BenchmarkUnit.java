package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tools write behind a figure: {@code ns/op}, {@code ops/s}, {@code iter/sec}, {@code usec}, {@code MB/s}, {@code %}.
 *
 * @param kind what it is a unit of
 * @param time the unit of a time, and in which a rate counts
 */
record BenchmarkUnit(Kind kind, @Nullable DurationUnit time) {

    enum Kind {
        /** Less is better. */
        TIME,
        /** Calls in a time, more is better. */
        RATE,
        /** Work or data in a time, more is better. */
        SPEED,
        /** Something else in a time, errors or hits: which way is better, the unit does not say. */
        FREQUENCY,
        OTHER
    }

    private static final Map<String, DurationUnit> TIMES = Map.ofEntries(
            Map.entry("ns", DurationUnit.NANOSECONDS),
            Map.entry("nsec", DurationUnit.NANOSECONDS),
            Map.entry("nanosecond", DurationUnit.NANOSECONDS),
            Map.entry("us", DurationUnit.MICROSECONDS),
            Map.entry("usec", DurationUnit.MICROSECONDS),
            Map.entry("microsecond", DurationUnit.MICROSECONDS),
            Map.entry("ms", DurationUnit.MILLISECONDS),
            Map.entry("msec", DurationUnit.MILLISECONDS),
            Map.entry("millisecond", DurationUnit.MILLISECONDS),
            Map.entry("s", DurationUnit.SECONDS),
            Map.entry("sec", DurationUnit.SECONDS),
            Map.entry("second", DurationUnit.SECONDS),
            Map.entry("min", DurationUnit.MINUTES),
            Map.entry("minute", DurationUnit.MINUTES),
            Map.entry("h", DurationUnit.HOURS),
            Map.entry("hr", DurationUnit.HOURS),
            Map.entry("hour", DurationUnit.HOURS),
            Map.entry("day", DurationUnit.DAYS));

    private static final Set<String> CALLS = Set.of(
            "op",
            "operation",
            "iter",
            "iteration",
            "call",
            "req",
            "request",
            "item",
            "event",
            "message",
            "msg",
            "query",
            "querie",
            "transaction",
            "run");

    /** What a program gets done, beside {@link #CALLS}; data in bits and bytes is {@link #DATA}. */
    private static final Set<String> WORK = Set.of(
            "row",
            "record",
            "element",
            "elem",
            "line",
            "document",
            "doc",
            "packet",
            "frame",
            "task",
            "job",
            "token",
            "word",
            "char",
            "character",
            "entry",
            "entrie",
            "flop",
            "hash",
            "insert",
            "lookup");

    /** In lower case: {@code b}, {@code kb}, {@code mib}, {@code gbit}, {@code megabyte}. */
    private static final Pattern DATA =
            Pattern.compile("[kmgt]i?b|b|(?:[kmgt]i?|kilo|mega|giga|tera|kibi|mebi|gibi|tebi)?(?:bit|byte)");

    private static final Set<String> RATES = Set.of("ops", "rps", "qps", "tps");

    /** {@code nanoseconds (ns)}, {@code ms (avg)}. */
    private static final Pattern IN_BRACKETS = Pattern.compile("([^()]{0,200})\\(([^()]{1,50})\\)");

    /** Never fails: what is not known is {@link Kind#OTHER}. */
    static BenchmarkUnit of(String unit) {
        String text =
                unit.strip().toLowerCase(Locale.ROOT).replace('\u00B5', 'u').replace('\u03BC', 'u');
        Matcher brackets = IN_BRACKETS.matcher(text);
        if (!brackets.matches()) {
            return ofSymbol(text);
        }
        // "nanoseconds (ns)" is one unit twice; the brackets of "ms (avg)" and of "ms (min)" say what of it.
        BenchmarkUnit before = ofSymbol(brackets.group(1).strip());
        return before.kind() == Kind.OTHER ? ofSymbol(brackets.group(2).strip()) : before;
    }

    private static BenchmarkUnit ofSymbol(String symbol) {
        int slash = symbol.indexOf('/');
        if (slash < 0) {
            DurationUnit time = time(symbol);
            if (time != null) {
                return new BenchmarkUnit(Kind.TIME, time);
            }
            return RATES.contains(symbol) ? new BenchmarkUnit(Kind.RATE, DurationUnit.SECONDS) : other();
        }
        String above = symbol.substring(0, slash).strip();
        String below = symbol.substring(slash + 1).strip();
        DurationUnit per = time(below);
        if (per != null) {
            return new BenchmarkUnit(inATime(singular(above)), per);
        }
        DurationUnit time = time(above);
        return time != null && CALLS.contains(singular(below)) ? new BenchmarkUnit(Kind.TIME, time) : other();
    }

    private static Kind inATime(String what) {
        if (CALLS.contains(what)) {
            return Kind.RATE;
        }
        return WORK.contains(what) || DATA.matcher(what).matches() ? Kind.SPEED : Kind.FREQUENCY;
    }

    private static BenchmarkUnit other() {
        return new BenchmarkUnit(Kind.OTHER, null);
    }

    private static @Nullable DurationUnit time(String symbol) {
        DurationUnit time = TIMES.get(symbol);
        return time == null ? TIMES.get(singular(symbol)) : time;
    }

    private static String singular(String word) {
        return word.length() > 2 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** The unit of a time or a rate. */
    DurationUnit ofTime() {
        if (time == null) {
            throw new IllegalStateException("not of a time: " + this);
        }
        return time;
    }

    /** Which way a figure in this unit gets better, where nobody says more of it. */
    Better better() {
        return switch (kind) {
            case TIME -> Better.LOWER;
            case RATE, SPEED -> Better.HIGHER;
            case FREQUENCY, OTHER -> Better.UNKNOWN;
        };
    }
}
