package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceCurve;
import io.github.metricsgate.metrics.ResourceCurve.Extremes;
import io.github.metricsgate.metrics.ResourceCurve.Stretch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveAccumulatorTest {

    private static final Instant START = Instant.parse("2024-01-31T23:00:00Z");

    private record Sample(Instant time, BigDecimal cpu, BigDecimal rss) {

        String line() {
            return "{\"timestamp\": \"" + time + "\", \"cpu_percent\": " + cpu + ", \"memory_percent\": 1, \"rss_mb\": "
                    + rss + ", \"worker_budget\": 8.0}\n";
        }
    }

    private static Sample sample(Instant time, String cpu) {
        return new Sample(time, new BigDecimal(cpu), BigDecimal.TEN);
    }

    private static ResourceCurve curve(List<Sample> samples, ReadOptions options, int blockSize) throws IOException {
        StringBuilder file = new StringBuilder();
        samples.forEach(sample -> file.append(sample.line()));
        ResourceUsageReader.Result read = new ResourceUsageReader(options, blockSize, 1)
                .read(new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)), "f");
        assertThat(read.violations().isEmpty()).isTrue();
        return read.usage().curve();
    }

    private static ResourceCurve curve(List<Sample> samples) throws IOException {
        return curve(samples, ReadOptions.threads(1), 1 << 18);
    }

    private static Stretch stretch(String start, long samples, String minCpu, String maxCpu) {
        return new Stretch(
                Instant.parse(start),
                samples,
                Map.of(
                        Resource.CPU_PERCENT, new Extremes(Double.parseDouble(minCpu), Double.parseDouble(maxCpu)),
                        Resource.MEMORY_PERCENT, new Extremes(1, 1),
                        Resource.RSS_MB, new Extremes(10, 10),
                        Resource.WORKER_BUDGET, new Extremes(8, 8)));
    }

    @Test
    void withoutSamplesThereIsNoCurve() throws IOException {
        assertThat(curve(List.of())).isEqualTo(ResourceCurve.NONE);
    }

    @Test
    void aStretchIsNoLongerThanItMustBe() throws IOException {
        List<Sample> few = List.of(sample(START, "1"), sample(START.plusMillis(255), "2"));
        assertThat(curve(few))
                .isEqualTo(new ResourceCurve(
                        1,
                        List.of(
                                stretch("2024-01-31T23:00:00Z", 1, "1", "1"),
                                stretch("2024-01-31T23:00:00.255Z", 1, "2", "2"))));
        List<Sample> more = List.of(sample(START, "1"), sample(START.plusMillis(256), "2"));
        assertThat(curve(more).milliseconds()).isEqualTo(2);
    }

    @Test
    void whatLiesBetweenStretchesIsAGap() throws IOException {
        List<Sample> samples = List.of(
                sample(START, "5"),
                sample(START.plusMillis(3000), "90.5"),
                sample(START.plusMillis(3001), "7"),
                sample(START.plusSeconds(1000), "6"),
                sample(START.plusSeconds(1001), "6.25"));
        assertThat(curve(samples))
                .isEqualTo(new ResourceCurve(
                        4096,
                        List.of(
                                stretch("2024-01-31T22:59:57.568Z", 1, "5", "5"),
                                stretch("2024-01-31T23:00:01.664Z", 2, "7", "90.5"),
                                stretch("2024-01-31T23:16:36.992Z", 2, "6", "6.25"))));
    }

    @Test
    void aSampleOfADayThatDoesNotExistIsNotInTheCurve() throws IOException {
        String line = sample(START, "5").line();
        String file = line.repeat(3) + line.replace("2024-01-31", "2024-02-31").repeat(3);
        ResourceUsageReader.Result read = new ResourceUsageReader(ReadOptions.threads(1), 1 << 18, 0)
                .read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), "f");
        assertThat(read.usage().samples()).isEqualTo(6);
        assertThat(read.usage().curve())
                .isEqualTo(new ResourceCurve(1, List.of(stretch("2024-01-31T23:00:00Z", 3, "5", "5"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"})
    void aClockThatWentWrongLosesNothing(String wrong) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            samples.add(sample(START.plusMillis(i), "1." + i));
        }
        samples.add(500, sample(Instant.parse(wrong), "7"));
        ResourceCurve curve = curve(samples);
        assertThat(curve.stretches()).hasSize(2);
        assertThat(curve.stretches().stream().mapToLong(Stretch::samples).sum()).isEqualTo(1001);
    }

    /** In order, out of order, with gaps, of ten milliseconds or of thousands of years, before 1970 and after. */
    @Test
    void ofEachStretchTheExtremesAreThoseOfItsSamplesHoweverTheyAreRead() throws IOException {
        int thinned = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Sample> samples = samples(random);
            ResourceCurve expected = slowly(samples);
            assertThat(curve(samples, ReadOptions.strictly(), 1 << 18))
                    .as("seed %d, strictly", seed)
                    .isEqualTo(expected);
            for (int threads = 1; threads < 4; threads++) {
                int blockSize = 200 + random.nextInt(1 << (8 + random.nextInt(6)));
                assertThat(curve(samples, ReadOptions.threads(threads), blockSize))
                        .as("seed %d, %d threads, blocks of %d", seed, threads, blockSize)
                        .isEqualTo(expected);
            }
            Collections.shuffle(samples, random);
            assertThat(curve(samples)).as("seed %d, shuffled", seed).isEqualTo(expected);
            thinned += expected.stretches().size() < samples.size() ? 1 : 0;
        }
        assertThat(thinned).isGreaterThan(200);
    }

    private static List<Sample> samples(Random random) {
        long step = 1L << random.nextInt(random.nextInt(8) == 0 ? 38 : 20);
        Instant time = random.nextInt(5) == 0 ? Instant.parse("1969-12-31T23:59:50Z") : START;
        List<Sample> samples = new ArrayList<>();
        int count = random.nextInt(1 << (1 + random.nextInt(10)));
        while (samples.size() < count) {
            boolean isGap = random.nextInt(100) == 0;
            Instant next = time.plusNanos(random.nextInt(1_000_000))
                    .plusMillis((isGap ? 50 : 1) * (long) (step * random.nextDouble()));
            time = next.isAfter(Instant.parse("9990-01-01T00:00:00Z")) ? time : next;
            samples.add(new Sample(time, amount(random), amount(random)));
        }
        return samples;
    }

    private static BigDecimal amount(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(5));
            case 1 -> new BigDecimal("0.1").multiply(BigDecimal.valueOf(random.nextInt(10)));
            case 2 -> new BigDecimal(String.format(Locale.ROOT, "%.15f", random.nextDouble()));
            default -> BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000_000L), random.nextInt(18));
        };
    }

    /** The definition, with as much time and memory as it takes. */
    private static ResourceCurve slowly(List<Sample> samples) {
        if (samples.isEmpty()) {
            return ResourceCurve.NONE;
        }
        long length = 1;
        long first = samples.stream()
                .mapToLong(sample -> sample.time().toEpochMilli())
                .min()
                .orElseThrow();
        long last = samples.stream()
                .mapToLong(sample -> sample.time().toEpochMilli())
                .max()
                .orElseThrow();
        while (Math.floorDiv(last, length) - Math.floorDiv(first, length) + 1 > ResourceCurve.MOST) {
            length *= 2;
        }
        TreeMap<Long, List<Sample>> byStretch = new TreeMap<>();
        for (Sample sample : samples) {
            byStretch
                    .computeIfAbsent(
                            Math.floorDiv(sample.time().toEpochMilli(), length) * length, s -> new ArrayList<>())
                    .add(sample);
        }
        List<Stretch> stretches = new ArrayList<>();
        byStretch.forEach((start, in) -> {
            Map<Resource, Extremes> extremes = new EnumMap<>(Resource.class);
            extremes.put(
                    Resource.CPU_PERCENT, extremes(in.stream().map(Sample::cpu).toList()));
            extremes.put(Resource.MEMORY_PERCENT, new Extremes(1, 1));
            extremes.put(Resource.RSS_MB, extremes(in.stream().map(Sample::rss).toList()));
            extremes.put(Resource.WORKER_BUDGET, new Extremes(8, 8));
            stretches.add(new Stretch(Instant.EPOCH.plus(Duration.ofMillis(start)), in.size(), extremes));
        });
        return new ResourceCurve(length, stretches);
    }

    private static Extremes extremes(List<BigDecimal> amounts) {
        return new Extremes(
                Collections.min(amounts).doubleValue(), Collections.max(amounts).doubleValue());
    }
}
