package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.reliability.Sizes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the samples look like: the strict reader alone, and with what spares it work, find the same. */
class SpeculationTest {

    private static final String[] ODD_NUMBERS = {
        "0",
        "0.0",
        "0.00",
        "-0",
        "-1",
        "1.",
        "01",
        ".5",
        "1e2",
        "1E-3",
        "1.50",
        "1.5",
        "15e-1",
        "999999999999999999",
        "9999999999999999999",
        "0.123456789012345678",
        "0.1234567890123456789",
        "12345678901234567890.5",
        "1e999",
        "NaN",
        "null",
        "true",
        "\"1\"",
        "[]",
        "{}",
        "123456789.123456789",
        "00",
        "1 ",
        "1\t",
        "5e-324",
        "9007199254740993"
    };
    private static final String[] ODD_TIMESTAMPS = {
        "2024-01-31T12:00:00",
        "2024-01-31T12:00",
        "2024-01-31T23:59:60Z",
        "2024-01-31T24:00:00.000001",
        "2024-01-31T12:60:00.000001",
        "2024-01-31T12:00:61.000001",
        "2024-02-01T00:00:00.000001",
        "2024-01-31T12:00:00,5",
        "2024-01-31T12:00:00.5+02:00",
        "2024-01-31 12:00:00",
        "2024-01-31T12-00:00.000001",
        "now",
        "",
        "2024-01-31T12:00:00.00000x",
        "2024-13-31T12:00:00.000001",
        "2024-02-31T12:00:00.000001",
        "2024-01-31T12:00:00,123456",
        "\\u0032024-01-31T12:00:00Z"
    };
    private static final String[] OTHERS = {
        "\"host\": \"a\"",
        "\"host\": \"b c\"",
        "\"host\": \"é😀\"",
        "\"host\": \"\\n\"",
        "\"n\": 5",
        "\"n\": -5.25",
        "\"n\": 1e5",
        "\"ok\": true",
        "\"ok\": false",
        "\"tags\": [1, \"x\", {\"cpu_percent\": 5}]",
        "\"nested\": {\"timestamp\": \"never\", \"rss_mb\": -1}",
        "\"é\": 1",
        "\"cpu_percent\": 1",
        "\"\": \"\"",
        "\"\\u0063pu_percent\": 2",
        "\"empty\": {}",
        "\"none\": []",
        "\"raw\": \"\u0001\"",
        "\"del\": \"\u007f\""
    };

    /** Gives as many bytes at a time as the seed wants, so that what is read ends anywhere in the buffer. */
    private static final class Dripping extends FilterInputStream {

        private final Random random;
        private final int most;

        Dripping(byte[] bytes, Random random) {
            super(new ByteArrayInputStream(bytes));
            this.random = random;
            this.most = 1 + random.nextInt(3000);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    private static final ResourceUsageReader STRICTLY = new ResourceUsageReader(ReadOptions.strictly());

    @Test
    void inAFewFilesNothingDiffers() throws IOException {
        compare(0, 500);
    }

    @Test
    @Tag("reliability")
    void inManyFilesNothingDiffers() throws IOException {
        compare(500, Sizes.isFull() ? 100_500 : 10_500);
    }

    private static void compare(int firstSeed, int endSeed) throws IOException {
        int valid = 0;
        long samples = 0;
        long known = 0;
        for (int seed = firstSeed; seed < endSeed; seed++) {
            Random random = new Random(seed);
            List<String> lines = lines(random);
            byte[] file = file(lines, random);
            ResourceUsageReader.Result expected = STRICTLY.read(new ByteArrayInputStream(file), "f");
            for (int i = 0; i < 2; i++) {
                ReadOptions options = ReadOptions.threads(random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1);
                int blockSize = 1 + random.nextInt(1 << (3 + random.nextInt(10)));
                ResourceUsageReader reader = new ResourceUsageReader(options, blockSize, random.nextInt(3));
                assertThat(reader.read(new Dripping(file, random), "f"))
                        .as("seed %d, %s, blocks of %d", seed, options, blockSize)
                        .isEqualTo(expected);
            }
            if (expected.violations().isEmpty()) {
                valid++;
            }
            byte[] snapshot = snapshot(lines, random);
            samples += lines.size();
            known += compareSnapshot(snapshot, seed, random);
        }
        System.out.printf(
                "speculation: %d files of lines and as many snapshots, %d of them valid, with %d samples, of whom %d were not"
                        + " read strictly: no difference%n",
                endSeed - firstSeed, valid, samples, known);
        assertThat(valid).isBetween((endSeed - firstSeed) / 10, (endSeed - firstSeed) / 10 * 9);
        assertThat(known).isGreaterThan(samples / 4);
    }

    /** Returns how many samples were read by a template. */
    private static long compareSnapshot(byte[] snapshot, int seed, Random random) throws IOException {
        ByteArrayOutputStream expectedLines = new ByteArrayOutputStream();
        Snapshot expected = SnapshotReader.read(new ByteArrayInputStream(snapshot), "s", expectedLines, STRICTLY);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ResourceUsageReader reader = new ResourceUsageReader(ReadOptions.threads(1), 1, random.nextInt(3));
        Snapshot found = SnapshotReader.read(new Dripping(snapshot, random), "s", lines, reader);
        assertThat(found.violations()).as("seed %d", seed).isEqualTo(expected.violations());
        assertThat(found.samples()).as("seed %d", seed).isEqualTo(expected.samples());
        assertThat(lines.toString(StandardCharsets.UTF_8))
                .as("seed %d", seed)
                .isEqualTo(expectedLines.toString(StandardCharsets.UTF_8));
        return reader.matches();
    }

    // Files.

    private static List<String> lines(Random random) {
        List<String> fields =
                new ArrayList<>(List.of("timestamp", "cpu_percent", "memory_percent", "rss_mb", "worker_budget"));
        if (random.nextInt(3) == 0) {
            fields.add(OTHERS[random.nextInt(OTHERS.length)]);
        }
        List<String> lines = new ArrayList<>();
        int oddities = random.nextInt(3) == 0 ? 3 : random.nextInt(3) == 0 ? 30 : 1_000_000;
        String colon = random.nextInt(3) == 0 ? ":" : ": ";
        String comma = random.nextInt(3) == 0 ? "," : random.nextInt(8) == 0 ? " ,\t" : ", ";
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            boolean odd = random.nextInt(oddities) == 0;
            if (odd && random.nextInt(4) == 0) {
                Collections.shuffle(fields, random);
            }
            String line = line(fields, colon, comma, odd, random);
            lines.add(odd && random.nextInt(4) == 0 ? damaged(line, random) : line);
        }
        return lines;
    }

    private static String line(List<String> fields, String colon, String comma, boolean odd, Random random) {
        List<String> members = new ArrayList<>();
        for (String field : fields) {
            boolean oddField = odd && random.nextInt(5) == 0;
            if (oddField && random.nextInt(6) == 0) {
                continue;
            }
            if (field.startsWith("\"")) {
                members.add(oddField ? OTHERS[random.nextInt(OTHERS.length)] : field);
            } else if (field.equals("timestamp")) {
                String timestamp = oddField
                        ? ODD_TIMESTAMPS[random.nextInt(ODD_TIMESTAMPS.length)]
                        : String.format(
                                Locale.ROOT,
                                "2024-01-31T%02d:%02d:%02d.%06d",
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(60),
                                random.nextInt(1_000_000));
                members.add("\"timestamp\"" + colon + "\"" + timestamp + "\"");
            } else {
                String number = oddField ? ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)] : number(random);
                members.add("\"" + field + "\"" + colon + number);
            }
        }
        if (odd && random.nextInt(5) == 0) {
            members.add(OTHERS[random.nextInt(OTHERS.length)]);
        }
        return "{" + String.join(comma, members) + "}";
    }

    /** Near each other, so that which is the largest is decided late. */
    private static String number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(12));
            case 1 -> "10." + random.nextInt(3);
            case 2 -> "10." + random.nextInt(3) + "0".repeat(random.nextInt(16));
            default -> "9.99999999999999" + random.nextInt(100);
        };
    }

    private static String damaged(String line, Random random) {
        int at = random.nextInt(line.length());
        return switch (random.nextInt(6)) {
            case 0 -> line.substring(0, at);
            case 1 -> line.substring(0, at) + line.substring(at + 1);
            case 2 -> line.substring(0, at) + (char) (' ' + random.nextInt(95)) + line.substring(at);
            case 3 -> line + line.substring(at);
            case 4 -> "";
            default -> line.substring(0, at) + "\uFEFF" + line.substring(at);
        };
    }

    private static byte[] file(List<String> lines, Random random) {
        String end = random.nextInt(6) == 0 ? "\r\n" : "\n";
        StringBuilder file = new StringBuilder();
        for (String line : lines) {
            file.append(line).append(random.nextInt(50) == 0 ? "\n\n" : end);
        }
        if (random.nextInt(6) == 0 && !file.isEmpty()) {
            file.setLength(file.length() - 1);
        }
        byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** The samples as a pretty-printer leaves them, or as they are. */
    private static byte[] snapshot(List<String> lines, Random random) {
        boolean pretty = random.nextBoolean();
        List<String> samples = lines.stream()
                .map(line -> pretty
                        ? line.replace("{", "{\n  ").replace(",", ",\n  ").replace("}", "\n}")
                        : line)
                .toList();
        String text = "{\"phase_metrics\": {}, \"resource_usage\": [" + (pretty ? "\n    " : "")
                + String.join(pretty ? ",\n    " : ",", samples)
                + "],\n\"abort_status\": {\"é\": 1}, \"timestamp\": 5}";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
