package io.github.metricsgate.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * One file being read. A format opens it once, as lines, JSON, XML or bytes; the reader that it gets knows the position for
 * an error and bounds what a hostile file can cost.
 */
public final class SourceInput implements AutoCloseable {

    private static final long PROGRESS_EVERY = 64L << 20;
    /** Nobody waits long for a smaller file. */
    private static final long PROGRESS_FROM = 1L << 30;

    private static final byte[] CONFLICT = {'\n', '<', '<', '<', '<', '<', '<', '<', ' '};
    private static final int SEARCHED_FOR_CONFLICT = 16 << 20;

    private final SourceFile file;
    private final String description;
    private final ReadingProgress progress;
    private @Nullable CountingStream stream;
    private @Nullable PositionedReader reader;

    /** @param description what the file is, as a noun phrase */
    SourceInput(SourceFile file, String description, ReadingProgress progress) {
        this.file = file;
        this.description = description;
        this.progress = progress;
    }

    public SourceFile file() {
        return file;
    }

    /** The file as lines of UTF-8. */
    public LineReader lines() throws IOException {
        LineReader lines = new LineReader(stream());
        reader = lines;
        return lines;
    }

    /** The file as one JSON document, or as several, one after the other. */
    public JsonInput json() throws IOException {
        JsonInput json = new JsonInput(stream());
        reader = json;
        return json;
    }

    /** The same of a tool that writes {@code NaN} and {@code Infinity} where it has no number. */
    public JsonInput jsonWithNonNumbers() throws IOException {
        JsonInput json = new JsonInput(stream(), true);
        reader = json;
        return json;
    }

    /** The same in a charset that JSON is not supposed to be in. */
    public JsonInput json(Charset charset) throws IOException {
        CharsetDecoder strict = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        JsonInput json = new JsonInput(new InputStreamReader(stream(), strict));
        reader = json;
        return json;
    }

    /** The file as XML. */
    public XmlInput xml() throws IOException {
        XmlInput xml = new XmlInput(stream());
        reader = xml;
        return xml;
    }

    /** The file as binary records. */
    public BinaryInput binary() throws IOException {
        BinaryInput binary = new BinaryInput(stream());
        reader = binary;
        return binary;
    }

    /** The file's bytes; not buffered. A format that reads them itself {@linkplain #positionedBy says} where it is. */
    public InputStream stream() throws IOException {
        if (stream != null) {
            throw new IllegalStateException(file.shown() + " is open");
        }
        stream = new CountingStream(openRegular(file.path()));
        return stream;
    }

    /** Who knows the position, for a format with a reader of its own. */
    public void positionedBy(PositionedReader own) {
        reader = own;
    }

    /**
     * The error that the file is not what it should be, at the position that was reached.
     *
     * @param problem a sentence without its full stop
     */
    public UnreadableSourceException unreadable(String problem) {
        return unreadable(problem, null);
    }

    /**
     * The same with a way out of its own in the place of the usual one.
     *
     * @param wayOut whole sentences
     */
    public UnreadableSourceException unreadableUnless(String problem, String wayOut) {
        return new UnreadableSourceException(file.shown(), description, position(), problem, wayOut, null);
    }

    UnreadableSourceException unreadable(String problem, @Nullable Throwable cause) {
        boolean conflict = hasMergeConflict();
        return new UnreadableSourceException(
                file.shown(),
                description,
                position(),
                problem,
                conflict
                        ? "It has a merge conflict in it (a line that begins with <<<<<<<): resolve that, or run the tool again."
                        : "It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool"
                                + " again, or leave the file out.",
                cause);
    }

    /** The same from what a reader threw. */
    UnreadableSourceException unreadable(IOException thrown) {
        if (thrown instanceof UnreadableSourceException own) {
            return own;
        }
        return unreadable(reader == null ? String.valueOf(thrown.getMessage()) : reader.explain(thrown), thrown);
    }

    private String position() {
        return reader == null ? "" : reader.position();
    }

    /** Opens a regular file and nothing else: to open a pipe is to wait for who writes to it, and a device may never end. */
    static InputStream openRegular(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
            throw new IOException("it is not a regular file");
        }
        return Files.newInputStream(path);
    }

    private boolean hasMergeConflict() {
        try (InputStream in = openRegular(file.path())) {
            byte[] bytes = in.readNBytes((int) Math.min(SEARCHED_FOR_CONFLICT, file.size()));
            int matched = 1;
            for (byte each : bytes) {
                matched = each == CONFLICT[matched] ? matched + 1 : each == CONFLICT[0] ? 1 : 0;
                if (matched == CONFLICT.length) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }

    private final class CountingStream extends FilterInputStream {

        private long read;
        private long nextProgress = PROGRESS_EVERY;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read >= nextProgress && file.size() >= PROGRESS_FROM) {
                nextProgress = read + PROGRESS_EVERY;
                progress.read(file, read);
            }
        }
    }
}
