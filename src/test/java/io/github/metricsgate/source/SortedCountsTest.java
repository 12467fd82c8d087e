package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SortedCountsTest {

    private static final MemoryBudget PLENTY = new MemoryBudget(Long.MAX_VALUE);

    private static Map<Long, Long> contents(SortedCounts counts) {
        Map<Long, Long> all = new TreeMap<>();
        CountCursor cursor = counts.cursor();
        long before = -1;
        while (cursor.next()) {
            assertThat(cursor.value()).isGreaterThan(before);
            before = cursor.value();
            all.put(cursor.value(), cursor.count());
        }
        return all;
    }

    @Test
    void holdsWhatASortedMapHoldsWhateverTheNumbers() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        for (long range : new long[] {1, 40, 20_000, 400_000, Long.MAX_VALUE}) {
            SortedCounts counts = new SortedCounts(PLENTY);
            Map<Long, Long> expected = new TreeMap<>();
            long total = 0;
            for (int i = 0; i < 200_000; i++) {
                long value = random.nextLong(range);
                long count = random.nextInt(50) == 0 ? random.nextLong(1L << 40) : 1;
                counts.add(value, count);
                total += count;
                if (count > 0) {
                    expected.merge(value, count, Long::sum);
                }
            }
            assertThat(counts.total()).isEqualTo(total);
            assertThat(contents(counts)).isEqualTo(expected).isNotEmpty();
        }
    }

    @Test
    void anEmptyOneHasNothing() {
        SortedCounts counts = new SortedCounts(PLENTY);
        counts.add(7, 0);
        assertThat(contents(counts)).isEmpty();
        assertThat(counts.total()).isZero();
    }

    @Test
    void aMillionDistinctNumbersTakeFewBytesEach() {
        MemoryBudget few = new MemoryBudget(4_500_000);
        SortedCounts counts = new SortedCounts(few);
        for (long i = 0; i < 1_000_000; i++) {
            // Far apart and in no order: up to a second, in nanoseconds.
            counts.add(((i * 0x9E3779B97F4A7C15L) >>> 1) % 1_000_000_007L, 1);
        }
        assertThat(counts.total()).isEqualTo(1_000_000);
    }

    @Test
    void moreThanTheMemoryThereIsIsRefused() {
        SortedCounts counts = new SortedCounts(new MemoryBudget(3 << 20));
        assertThatThrownBy(() -> {
                    for (long i = 0; i < 2_000_000; i++) {
                        counts.add(i * 1_000_003, 1);
                    }
                })
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "its figures need more than 3 MB of memory, half of what this JVM has (-Xmx in MAVEN_OPTS gives it"
                                + " more; <include> and <exclude> take fewer items)");
    }

    @Test
    void moreItemsThanALongCountsAreRefused() {
        SortedCounts counts = new SortedCounts(PLENTY);
        counts.add(1, Long.MAX_VALUE);
        assertThatThrownBy(() -> counts.add(2, 1)).hasMessage("it counts more items than a 64-bit number can");
    }
}
