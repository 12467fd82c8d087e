package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every prefix and every single-bit flip of a small set's files. With {@code SHA256SUMS} each is convicted; without it,
 * and in a snapshot, each is read or refused, and nothing is thrown.
 */
@Tag("reliability")
class TruncationTest {

    @TempDir
    Path temp;

    private Path snapshot;
    private SetLayout layout;

    @BeforeEach
    void persist() throws IOException {
        snapshot = Snapshots.write(temp.resolve("snapshot.json"), 1, 2, 2);
        layout = PersistOnce.layout(temp.resolve("set"));
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(5)).persist(snapshot, layout);
        assertThat(result).isInstanceOf(PersistResult.Persisted.class);
        assertThat(PlainReading.of(layout).violations().isEmpty()).isTrue();
    }

    static Stream<Arguments> damages() {
        return Arrays.stream(MetricsFile.values())
                .flatMap(role -> Stream.of(Arguments.of(role, true), Arguments.of(role, false)));
    }

    @ParameterizedTest(name = "{0}, with checksums: {1}")
    @MethodSource("damages")
    void noDamageToAFileGoesUnnoticed(MetricsFile role, boolean checksummed) throws IOException {
        if (!checksummed) {
            Files.delete(layout.directory().resolve(SetLayout.CHECKSUMS));
        }
        Path file = layout.path(role);
        byte[] whole = Files.readAllBytes(file);
        Count prefixes = new Count();
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            prefixes.add(refuses(role));
        }
        Count flips = new Count();
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            Files.write(file, flipped(whole, bit));
            flips.add(refuses(role));
        }
        System.out.printf(
                "damage: %s, %s: %d of %d prefixes refused, %d of %d single-bit flips%n",
                role,
                checksummed ? "with SHA256SUMS" : "without",
                prefixes.refused,
                prefixes.all,
                flips.refused,
                flips.all);
        assertThat(prefixes.all).isEqualTo(whole.length).isGreaterThan(100);
        assertThat(flips.all).isEqualTo(8 * whole.length);
        if (checksummed) {
            assertThat(prefixes.refused).isEqualTo(prefixes.all);
            assertThat(flips.refused).isEqualTo(flips.all);
        } else if (role == MetricsFile.RESOURCE_USAGE) {
            // Cut off behind a line, even before the first, it is whole for all that can be seen.
            assertThat(prefixes.refused).isEqualTo(prefixes.all - 2);
        } else {
            assertThat(prefixes.refused).isEqualTo(prefixes.all);
        }
    }

    /** Reads the set; with {@code SHA256SUMS} a damaged file must be among the violations for its checksum. */
    private boolean refuses(MetricsFile damaged) throws IOException {
        SetReading reading = PlainReading.of(layout);
        if (reading.checksummed()) {
            // Fifty violations are held; the checksum's, which comes behind those of the file, may be beyond.
            assertThat(reading.violations().total()
                                    > reading.violations().first().size()
                            || reading.violations().first().stream()
                                    .anyMatch(violation -> isConviction(violation, damaged)))
                    .as("convicted: %s", reading.violations())
                    .isTrue();
        }
        return !reading.violations().isEmpty();
    }

    private boolean isConviction(Violation violation, MetricsFile damaged) {
        return violation.file().equals(layout.name(damaged))
                && violation.problem().startsWith("SHA-256 is ")
                && violation.problem().contains(", but SHA256SUMS lists ");
    }

    /** Accepted is only what says the same: in other letters, or without the line feed at the end. */
    @Test
    void noDamageToTheChecksumsGoesUnnoticed() throws IOException {
        Path file = layout.directory().resolve(SetLayout.CHECKSUMS);
        byte[] whole = Files.readAllBytes(file);
        String sums = new String(whole, StandardCharsets.US_ASCII).strip();
        Count prefixes = new Count();
        for (int length = 0; length < whole.length; length++) {
            prefixes.add(refusesUnlessTheSame(file, Arrays.copyOf(whole, length), sums));
        }
        Count flips = new Count();
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            flips.add(refusesUnlessTheSame(file, flipped(whole, bit), sums));
        }
        System.out.printf(
                "damage: SHA256SUMS: %d of %d prefixes refused, %d of %d single-bit flips; the others say the same%n",
                prefixes.refused, prefixes.all, flips.refused, flips.all);
        assertThat(prefixes.refused).isEqualTo(prefixes.all - 1);
        assertThat(flips.all).isEqualTo(8 * whole.length);
    }

    /** Whether a character is a digit of a checksum, which may be a capital letter; a file's name may not. */
    private static boolean isOfASum(int index, String sums) {
        return index - (sums.lastIndexOf('\n', index - 1) + 1) < 64;
    }

    private boolean refusesUnlessTheSame(Path file, byte[] damaged, String sums) throws IOException {
        Files.write(file, damaged);
        boolean refuses = !PlainReading.of(layout).violations().isEmpty();
        String text = new String(damaged, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]+$", "");
        boolean saysTheSame = text.length() == sums.length()
                && IntStream.range(0, sums.length())
                        .allMatch(i -> text.charAt(i) == sums.charAt(i)
                                || (isOfASum(i, sums) && Character.toLowerCase(text.charAt(i)) == sums.charAt(i)));
        assertThat(refuses).as(text).isEqualTo(!saysTheSame);
        return refuses;
    }

    @Test
    void noDamageToASnapshotLeavesAnIncompleteSet() throws IOException {
        byte[] whole = Files.readAllBytes(snapshot);
        // Persisting flushes to the disk, which takes long: CI does some of it, every bit of a byte in turn.
        Count prefixes = new Count();
        for (int length = 0; length < whole.length; length += Sizes.isFull() ? 1 : 5) {
            Files.write(snapshot, Arrays.copyOf(whole, length));
            prefixes.add(isRefused());
        }
        Count flips = new Count();
        for (int bit = 0; bit < 8 * whole.length; bit += Sizes.isFull() ? 1 : 37) {
            Files.write(snapshot, flipped(whole, bit));
            flips.add(isRefused());
        }
        System.out.printf(
                "damage: snapshot: %d of %d prefixes refused, %d of %d single-bit flips%n",
                prefixes.refused, prefixes.all, flips.refused, flips.all);
        assertThat(prefixes.refused).isEqualTo(prefixes.all).isGreaterThan(100);
        assertThat(flips.refused).isBetween(flips.all / 2, flips.all - 1);
    }

    private boolean isRefused() throws IOException {
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(5)).persist(snapshot, layout);
        SetReading reading = PlainReading.of(layout);
        assertThat(reading.violations().isEmpty()).as("the set, then or now").isTrue();
        assertThat(reading.missing()).isEmpty();
        return result instanceof PersistResult.Refused;
    }

    private static byte[] flipped(byte[] whole, int bit) {
        byte[] flipped = whole.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static final class Count {
        private int all;
        private int refused;

        void add(boolean isRefused) {
            all++;
            refused += isRefused ? 1 : 0;
        }
    }
}
