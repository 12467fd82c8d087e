package io.github.metricsgate.history;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The line of an entry in the format of zlib (RFC 1950), as a database keeps it: a third of its size. */
final class CompressedLine {

    private static final int BUFFER = 1 << 13;

    private CompressedLine() {}

    static byte[] of(byte[] line) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(line);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(line.length / 2);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Empty if it is not such a line, is cut off or is larger than any entry. */
    static Optional<byte[]> line(byte[] compressed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if ((length == 0 && !inflater.finished()) || out.size() + length > PastReading.LARGEST_ENTRY) {
                    return Optional.empty();
                }
                out.write(buffer, 0, length);
            }
            return inflater.getRemaining() == 0 ? Optional.of(out.toByteArray()) : Optional.empty();
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
