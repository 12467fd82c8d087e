package io.github.metricsgate.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The last member of every entry, {@code "crc32"}: the CRC-32 of all bytes of its line before the comma that precedes it,
 * in eight lower-case hexadecimal digits. It is there against accidents, of which it misses one in four thousand million.
 */
final class Checksum {

    private static final String BEFORE = ", \"crc32\": \"";
    private static final String AFTER = "\"}\n";
    private static final int DIGITS = 8;
    private static final int LENGTH = BEFORE.length() + DIGITS + AFTER.length();

    private Checksum() {}

    /** Adds the member to the line of an object, which ends with a brace and a line feed. */
    static byte[] appendTo(byte[] line) {
        int covered = line.length - 2;
        byte[] whole = Arrays.copyOf(line, covered + LENGTH);
        byte[] member = member(line, covered);
        System.arraycopy(member, 0, whole, covered, LENGTH);
        return whole;
    }

    /** Whether the line ends with its checksum. */
    static boolean matches(byte[] line) {
        int covered = line.length - LENGTH;
        return covered > 0 && Arrays.equals(line, covered, line.length, member(line, covered), 0, LENGTH);
    }

    private static byte[] member(byte[] line, int covered) {
        CRC32 crc = new CRC32();
        crc.update(line, 0, covered);
        return (BEFORE + HexFormat.of().toHexDigits(crc.getValue(), DIGITS) + AFTER)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
