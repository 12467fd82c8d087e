package io.github.metricsgate.history;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Reads the lines of a pack, of which each has a checksum of its own: where a pack is damaged, the rest of it counts.
 */
final class PackReader {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final PackName pack;
    private final int most;
    private final NavigableMap<EntryName, byte[]> lines = new TreeMap<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);
    private int whole;
    private boolean lineTooLong;
    private Optional<String> failure = Optional.empty();

    private PackReader(Path file, PackName pack, int most) {
        this.file = file;
        this.pack = pack;
        this.most = most;
    }

    /**
     * Reads the newest lines of a pack. Only their checksums and their names are checked.
     *
     * @throws NoSuchFileException if it does not exist
     */
    static PackReader newest(Path file, PackName pack, int most) throws IOException {
        PackReader reader = new PackReader(file, pack, most);
        reader.read();
        return reader;
    }

    /** By name. */
    NavigableMap<EntryName, byte[]> lines() {
        return Collections.unmodifiableNavigableMap(lines);
    }

    /** Whether these are all that can be read. */
    boolean isComplete() {
        return whole == lines.size();
    }

    /** What is wrong with the pack, as the end of a sentence. */
    Optional<String> damage() {
        if (failure.isEmpty() && whole == pack.runs()) {
            return Optional.empty();
        }
        return Optional.of("is damaged: " + whole + " of its " + pack.runs() + " runs can be read"
                + failure.map(reason -> " (" + reason + ")").orElse(""));
    }

    private void read() throws IOException {
        try (ReadingInputStream in = ReadingInputStream.open(file);
                InputStream unpacked = new GZIPInputStream(new BufferedInputStream(in, BUFFER), BUFFER)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
                split(buffer, read);
            }
            if (line.size() > 0) {
                failure = Optional.of("its last line is cut off");
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileAccessException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException damagedCompression) {
            failure = Optional.of("its compressed data is cut off or changed");
        }
    }

    private void split(byte[] buffer, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                append(buffer, from, i + 1);
                take();
                from = i + 1;
            }
        }
        append(buffer, from, length);
    }

    private void append(byte[] buffer, int from, int to) {
        lineTooLong |= line.size() + (to - from) > PastReading.LARGEST_ENTRY;
        if (!lineTooLong) {
            line.write(buffer, from, to - from);
        }
    }

    private void take() {
        byte[] bytes = line.toByteArray();
        line.reset();
        Optional<EntryName> name =
                lineTooLong || !Checksum.matches(bytes) ? Optional.empty() : EntryReader.nameOf(bytes);
        lineTooLong = false;
        if (name.isEmpty() || !name.get().month().equals(pack.month())) {
            return;
        }
        whole++;
        lines.put(name.get(), bytes);
        if (lines.size() > most) {
            lines.pollFirstEntry();
        }
    }
}
