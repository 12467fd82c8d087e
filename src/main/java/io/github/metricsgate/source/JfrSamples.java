package io.github.metricsgate.source;

import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Resource samples of a recording: one for each load of the processors, with the memory that was recorded nearest to it. What a
 * sample must have is never put in the place of another: a heap is no resident set.
 */
final class JfrSamples {

    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1 << 20);
    private static final int DECIMALS = 3;
    private static final long HELD = 200;

    private final Items items;
    private final List<Load> loads = new ArrayList<>();
    private final TreeMap<Instant, Long> residentSets = new TreeMap<>();
    private final TreeMap<Instant, Memory> memories = new TreeMap<>();
    private final TreeMap<Instant, Long> heaps = new TreeMap<>();
    private long processors;
    private long containersProcessors;
    private long held;

    private record Load(Instant time, float machine, float jvm) {

        boolean isNothing() {
            return machine == 0 && jvm == 0;
        }
    }

    private record Memory(long used, long total) {}

    JfrSamples(Items items) {
        this.items = items;
    }

    /** Fractions of all processors. */
    void load(Instant time, float machine, float jvm) {
        if (!(machine >= 0 && machine <= 1000 && jvm >= 0 && jvm <= 1000)) {
            throw new InvalidValueException("a jdk.CPULoad is " + machine + " and " + jvm + ", expected fractions");
        }
        hold();
        loads.add(new Load(time, machine, jvm));
    }

    void residentSet(Instant time, long bytes) {
        hold();
        residentSets.put(time, checked(bytes, "jdk.ResidentSetSize"));
    }

    void memory(Instant time, long used, long total) {
        hold();
        if (checked(total, "jdk.PhysicalMemory") > 0) {
            memories.put(time, new Memory(checked(used, "jdk.PhysicalMemory"), total));
        }
    }

    void heap(Instant time, long bytes) {
        hold();
        heaps.put(time, checked(bytes, "jdk.GCHeapSummary"));
    }

    void processors(long count) {
        processors = count;
    }

    void containersProcessors(long count) {
        containersProcessors = count;
    }

    private static long checked(long bytes, String event) {
        if (bytes < 0) {
            throw new InvalidValueException("a " + event + " is " + bytes + ", expected bytes");
        }
        return bytes;
    }

    private void hold() {
        held += HELD;
        items.requireMemory(held);
    }

    /** Gives the samples, or says why there are none. */
    void into(Items target) {
        if (loads.isEmpty()) {
            target.note("No resource samples are made: it has no jdk.CPULoad.");
            return;
        }
        long budget = containersProcessors > 0 ? containersProcessors : processors;
        List<String> missing = new ArrayList<>();
        if (residentSets.isEmpty()) {
            missing.add("jdk.ResidentSetSize (which JDK 21 and later have)");
        }
        if (memories.isEmpty()) {
            missing.add("jdk.PhysicalMemory");
        }
        if (budget <= 0) {
            missing.add("jdk.CPUInformation");
        }
        if (!missing.isEmpty()) {
            target.note("No resource samples are made of its " + loads.size()
                    + " jdk.CPULoad: for a whole sample it lacks " + String.join(", ", missing) + ".");
            return;
        }
        loads.sort(Comparator.comparing(Load::time));
        if (loads.get(0).isNothing()) {
            // The JVM measures from one to the next, and says 0 of the first.
            loads.remove(0);
        }
        List<ResourceSample> samples = new ArrayList<>();
        for (Load load : loads) {
            hold();
            samples.add(sample(load, BigDecimal.valueOf(budget)));
        }
        target.samples(new SampleSeries.Measured(samples));
    }

    private ResourceSample sample(Load load, BigDecimal budget) {
        Map<Resource, BigDecimal> amounts = new EnumMap<>(Resource.class);
        Memory memory = nearest(memories, load.time());
        amounts.put(Resource.CPU_PERCENT, percent(load.machine()));
        amounts.put(
                Resource.MEMORY_PERCENT,
                plain(BigDecimal.valueOf(memory.used())
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(memory.total()), DECIMALS, RoundingMode.HALF_EVEN)));
        amounts.put(Resource.RSS_MB, mebibytes(nearest(residentSets, load.time())));
        amounts.put(Resource.WORKER_BUDGET, budget);
        Map<String, BigDecimal> others = new LinkedHashMap<>();
        others.put("jvm_cpu_percent", percent(load.jvm()));
        Map.Entry<Instant, Long> heap = heaps.floorEntry(load.time());
        if (heap != null) {
            others.put("heap_mb", mebibytes(heap.getValue()));
        }
        return new ResourceSample(load.time(), amounts, others);
    }

    private static <V> V nearest(NavigableMap<Instant, V> values, Instant time) {
        Map.@Nullable Entry<Instant, V> before = values.floorEntry(time);
        Map.@Nullable Entry<Instant, V> after = values.ceilingEntry(time);
        if (before == null || after == null) {
            return (before == null ? values.firstEntry() : before).getValue();
        }
        Duration since = Duration.between(before.getKey(), time);
        return (since.compareTo(Duration.between(time, after.getKey())) <= 0 ? before : after).getValue();
    }

    private static BigDecimal percent(float fraction) {
        return plain(
                new BigDecimal(Float.toString(fraction)).movePointRight(2).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal mebibytes(long bytes) {
        return plain(BigDecimal.valueOf(bytes).divide(MEBIBYTE, DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal value) {
        return Decimals.plain(value);
    }
}
