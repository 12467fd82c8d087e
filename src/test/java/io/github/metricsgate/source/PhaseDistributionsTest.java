package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Distribution.Bucket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseDistributionsTest {

    private static Histogram of(long... nanoseconds) {
        Histogram histogram = PhaseHistogram.empty();
        Arrays.stream(nanoseconds).forEach(histogram::recordValue);
        return histogram;
    }

    private static Distribution distribution(Histogram histogram) {
        return PhaseDistributions.of(List.of(PhaseHistogram.encode(histogram))).orElseThrow();
    }

    @Test
    void aFewLatenciesAreToldApartAsFinelyAsTheirHistogramTellsThem() {
        assertThat(distribution(of(0, 1, 5, 5)).buckets())
                .containsExactly(new Bucket(0, 1e-6, 1), new Bucket(1e-6, 2e-6, 1), new Bucket(5e-6, 6e-6, 2));
        assertThat(distribution(of(1_000_000)).buckets()).containsExactly(new Bucket(0.999936, 1.000448, 1));
    }

    @Test
    void theWiderTheyAreSpreadTheWiderAreTheBuckets() {
        // 2^20 ns, twice that, and a thousand times that.
        assertThat(distribution(of(1 << 20, 1 << 21, (1 << 21) + (1 << 17))).buckets())
                .containsExactly(
                        new Bucket(1.048576, 1.050624, 1),
                        new Bucket(2.097152, 2.101248, 1),
                        new Bucket(2.228224, 2.232320, 1));
        assertThat(distribution(of(1 << 20, 1 << 21, 1 << 30)).buckets())
                .containsExactly(
                        new Bucket(1.048576, 1.064960, 1),
                        new Bucket(2.097152, 2.129920, 1),
                        new Bucket(1073.741824, 1090.519040, 1));
        assertThat(distribution(of(0, 1 << 20, Long.MAX_VALUE / 4)).buckets())
                .containsExactly(
                        new Bucket(0, 0.000001, 1),
                        new Bucket(1.048576, 1.114112, 1),
                        new Bucket(((1L << 61) - (1L << 56)) / 1e6, (1L << 61) / 1e6, 1));
    }

    @Test
    void noneIsCountedTwiceOrInAnotherBucketThanItsOwn() {
        int many = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long[] latencies = new long[1 + random.nextInt(1000)];
            long lowest = 1L << random.nextInt(40);
            double spread = random.nextDouble() * 20;
            Histogram histogram = PhaseHistogram.empty();
            for (int i = 0; i < latencies.length; i++) {
                latencies[i] = Math.min(1L << 61, (long) (lowest * Math.exp(random.nextDouble() * spread)));
                histogram.recordValue(latencies[i]);
            }
            Distribution distribution = distribution(histogram);
            assertThat(distribution.count()).as("seed %d", seed).isEqualTo(latencies.length);
            assertThat(distribution.buckets()).as("seed %d", seed).hasSizeLessThanOrEqualTo(PhaseDistributions.MOST);
            double before = 0;
            for (Bucket bucket : distribution.buckets()) {
                assertThat(bucket.from()).as("seed %d", seed).isGreaterThanOrEqualTo(before);
                before = bucket.to();
                long in = Arrays.stream(latencies)
                        .filter(each -> each / 1e6 >= bucket.from() && each / 1e6 < bucket.to())
                        .count();
                assertThat(bucket.count()).as("seed %d, %s", seed, bucket).isEqualTo(in);
            }
            many += distribution.buckets().size() > 30 ? 1 : 0;
        }
        assertThat(many).isGreaterThan(100);
    }

    @Test
    void twoCanBeLaidOverEachOther() {
        Set<Double> fine = new HashSet<>();
        Histogram narrow = PhaseHistogram.empty();
        Histogram wide = PhaseHistogram.empty();
        for (int i = 0; i < 30; i++) {
            narrow.recordValue((1 << 20) + (i << 15));
            wide.recordValue((1 << 20) + (i << 15));
        }
        wide.recordValue(1L << 34);
        distribution(narrow).buckets().forEach(bucket -> fine.add(bucket.from()));
        assertThat(fine).hasSize(30);
        distribution(wide).buckets().stream()
                .filter(bucket -> bucket.from() < 100)
                .forEach(bucket -> assertThat(fine).contains(bucket.from()));
    }

    @Test
    void aHistogramOfFewerDigitsIsNotToldApartMoreThanItIs() {
        Histogram rough = new Histogram(1);
        rough.setAutoResize(true);
        rough.recordValueWithCount(1_000_000, 3);
        rough.recordValueWithCount(1_040_000, 4);
        assertThat(distribution(rough).buckets())
                .containsExactly(new Bucket(0.983040, 1.015808, 3), new Bucket(1.015808, 1.048576, 4));
    }

    @Test
    void severalAreCountedTogetherInPartsThatNoneOfThemTellsApartFiner() {
        Histogram rough = new Histogram(1);
        rough.setAutoResize(true);
        rough.recordValueWithCount(1_000_000, 3);
        List<String> histograms = new ArrayList<>();
        for (Histogram each : List.of(of(1_000_000, 1_030_000), PhaseHistogram.empty(), of(1_000_001), rough)) {
            histograms.add(PhaseHistogram.encode(each));
        }
        assertThat(PhaseDistributions.of(histograms).orElseThrow().buckets())
                .containsExactly(new Bucket(0.983040, 1.015808, 5), new Bucket(1.029632, 1.030144, 1));
        assertThat(PhaseDistributions.of(List.of(histograms.get(0), "none"))).isEmpty();
    }

    @Test
    void asManyAsOnesOwnAreThatDistributionSoManyTimes() {
        Random random = new Random(5);
        long[] latencies = random.longs(500, 1000, 5_000_000).toArray();
        String encoded = PhaseHistogram.encode(of(latencies));
        Distribution once = PhaseDistributions.of(List.of(encoded)).orElseThrow();
        Distribution thrice =
                PhaseDistributions.of(List.of(encoded, encoded, encoded)).orElseThrow();
        assertThat(once.count()).isEqualTo(500);
        assertThat(thrice.buckets())
                .isEqualTo(once.buckets().stream()
                        .map(bucket -> new Bucket(bucket.from(), bucket.to(), 3 * bucket.count()))
                        .toList());
    }

    @Test
    void noHistogramOrAnEmptyOneIsNone() {
        assertThat(PhaseDistributions.of(List.of())).isEmpty();
        assertThat(PhaseDistributions.of(List.of(PhaseHistogram.encode(PhaseHistogram.empty()))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "AAAA", "HIST", "HISTFAAAAAA", "!"})
    void aTextThatIsNoHistogramIsNone(String text) {
        assertThat(PhaseDistributions.of(List.of(text))).isEmpty();
    }

    @Test
    void damageIsNoExceptionWhereverItIs() {
        byte[] encoded = Base64.getDecoder().decode(PhaseHistogram.encode(of(1, 1_000, 1_000_000, 1L << 40)));
        int none = 0;
        for (int at = 0; at < encoded.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = encoded.clone();
                damaged[at] ^= (byte) (1 << bit);
                none += PhaseDistributions.of(List.of(Base64.getEncoder().encodeToString(damaged)))
                                .isEmpty()
                        ? 1
                        : 0;
            }
            byte[] cut = Arrays.copyOf(encoded, at);
            assertThat(PhaseDistributions.of(List.of(Base64.getEncoder().encodeToString(cut))))
                    .isEmpty();
        }
        assertThat(none).isGreaterThan(4 * encoded.length);
    }

    @Test
    void theLongestThatAHistogramCanHaveFits() {
        Histogram longest = new Histogram(3);
        longest.setAutoResize(true);
        longest.recordValue(Long.MAX_VALUE);
        ByteBuffer bytes = ByteBuffer.allocate(longest.getNeededByteBufferCapacity());
        int length = longest.encodeIntoCompressedByteBuffer(bytes);
        String encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
        assertThat(PhaseDistributions.of(List.of(encoded))).hasValueSatisfying(distribution -> {
            assertThat(distribution.count()).isEqualTo(1);
            assertThat(distribution.buckets().get(0).from())
                    .isLessThan(distribution.buckets().get(0).to());
        });
    }

    /** Bars of a picture are some twenty: a bucket more or less in one of them must not be seen. */
    @Test
    void aSmoothDistributionIsSmoothInAFewBarsToo() {
        Random random = new Random(11);
        Histogram histogram = PhaseHistogram.empty();
        for (int i = 0; i < 200_000; i++) {
            histogram.recordValue((long) (300e6 * Math.exp(0.35 * random.nextGaussian())));
        }
        Distribution distribution = distribution(histogram);
        double low = distribution.buckets().get(0).from();
        double high =
                distribution.buckets().get(distribution.buckets().size() - 1).to();
        long[] bars = new long[20];
        for (Bucket bucket : distribution.buckets()) {
            double middle = (bucket.from() + bucket.to()) / 2;
            bars[(int) (bars.length * Math.log(middle / low) / Math.log(high / low))] += bucket.count();
        }
        int turns = 0;
        for (int i = 1; i < bars.length - 1; i++) {
            boolean isPeak = bars[i] > bars[i - 1] && bars[i] > bars[i + 1];
            boolean isValley = bars[i] < bars[i - 1] && bars[i] < bars[i + 1];
            turns += (isPeak || isValley) && bars[i] > 1000 ? 1 : 0;
        }
        assertThat(turns).as("%s", Arrays.toString(bars)).isEqualTo(1);
    }
}
