package io.github.metricsgate.files;

import io.github.metricsgate.files.ResourceUsageReader.Result;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of samples on several threads. The calling thread reads the file from start to end, so that it can hash
 * it, and splits it at line ends into blocks, which all threads parse. The results are put together in the order of the
 * file.
 */
final class SampleBlocks {

    /**
     * For each thread, how many blocks may be parsed ahead of the first unparsed one: enough to keep all of them busy.
     */
    private static final int BLOCKS_PER_THREAD = 4;

    private final String file;
    private final int threads;
    private final int blockSize;
    private final Supplier<? extends @Nullable SampleTemplate> templates;
    private final int warmUp;

    /** Blocks whose results have not been added yet, in the order of the file. */
    private final Deque<Block> pending = new ArrayDeque<>();

    /** Those that no thread has begun to parse. */
    private final BlockingQueue<Block> waiting = new LinkedBlockingQueue<>();

    private final Deque<byte[]> freeBuffers = new ArrayDeque<>();
    private final ResourceStatistics statistics = new ResourceStatistics();
    private Violations violations = Violations.NONE;
    /** What was read but is not in a block, from {@link #offset} in the file, which is the start of a line. */
    private byte[] buffer = {};

    private int length;
    private long offset;
    private long line = 1;

    /** Tells a helper that there will be no more blocks. */
    private final Block end = new Block(buffer, 0, 0);

    /** Some complete lines of the file. */
    private final class Block {

        private final byte[] bytes;
        private final int length;
        private final long start;
        private final ResourceStatistics samples = new ResourceStatistics(statistics);
        private final CountDownLatch parsed = new CountDownLatch(1);
        private Violations found = Violations.NONE;
        private long lines;
        private @Nullable Throwable failure;

        Block(byte[] bytes, int length, long start) {
            this.bytes = bytes;
            this.length = length;
            this.start = start;
        }

        void parse(@Nullable SampleTemplate template) {
            try {
                JsonReader reader = new JsonReader(bytes, length, InputStream.nullInputStream(), start, 1, file);
                found = reader.lines(new SampleReader(reader, new Schema(file), samples, () -> template, 0));
                lines = reader.line() - 1;
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            } finally {
                parsed.countDown();
            }
        }

        boolean isParsed() {
            return parsed.getCount() == 0;
        }

        /** Waits until the block has been parsed; throws what the parser threw. */
        void await() throws IOException {
            try {
                parsed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while reading " + file, e);
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw new IllegalStateException("bytes in memory cannot be parsed", failure);
            }
        }
    }

    /**
     * @param templates gives each thread its template, or null to read everything strictly
     * @param warmUp how many samples of a file that is shorter than a block are read strictly before there is a
     *     template
     */
    SampleBlocks(
            String file,
            int threads,
            int blockSize,
            Supplier<? extends @Nullable SampleTemplate> templates,
            int warmUp) {
        this.file = file;
        this.threads = threads;
        this.blockSize = blockSize;
        this.templates = templates;
        this.warmUp = warmUp;
    }

    Result read(InputStream in) throws IOException {
        buffer = new byte[blockSize];
        length = in.readNBytes(buffer, 0, blockSize);
        if (length < blockSize || !JsonReader.mayBeUtf8(buffer, length)) {
            readRest(in, templates, warmUp);
        } else {
            SampleTemplate template = templates.get();
            try {
                startHelpers();
                readBlocks(in, template);
            } finally {
                stopHelpers();
            }
            readRest(in, () -> template, 0);
        }
        return new Result(statistics.usage(), violations);
    }

    /** Reads blocks until the file ends or a line is longer than a block; leaves the rest in the buffer. */
    private void readBlocks(InputStream in, @Nullable SampleTemplate template) throws IOException {
        int ahead = threads == 1 ? 0 : BLOCKS_PER_THREAD * threads;
        int end;
        while (length == blockSize && (end = endOfLastLine()) > 0) {
            byte[] next = freeBuffers.isEmpty() ? new byte[blockSize] : freeBuffers.remove();
            System.arraycopy(buffer, end, next, 0, length - end);
            Block block = new Block(buffer, end, offset);
            pending.add(block);
            waiting.add(block);
            offset += end;
            length -= end;
            buffer = next;
            addResults(ahead, template);
            length += in.readNBytes(buffer, length, blockSize - length);
        }
        addResults(0, template);
    }

    private void readRest(InputStream in, Supplier<? extends @Nullable SampleTemplate> template, int strictFirst)
            throws IOException {
        JsonReader reader = new JsonReader(buffer, length, in, offset, line, file);
        violations = violations.and(
                reader.lines(new SampleReader(reader, new Schema(file), statistics, template, strictFirst)));
    }

    private int endOfLastLine() {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /**
     * Adds the results of the first blocks, until at most {@code left} are pending; parses other blocks instead of
     * waiting.
     */
    private void addResults(int left, @Nullable SampleTemplate template) throws IOException {
        while (pending.size() > left) {
            Block other = pending.element().isParsed() ? null : waiting.poll();
            if (other == null) {
                addFirst();
            } else {
                other.parse(template);
            }
        }
    }

    private void addFirst() throws IOException {
        Block block = pending.remove();
        block.await();
        violations = violations.and(block.found.movedDown(line - 1));
        statistics.add(block.samples);
        line += block.lines;
        freeBuffers.add(block.bytes);
    }

    private void startHelpers() {
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(this::help, "metrics-gate");
            helper.setDaemon(true);
            helper.start();
        }
    }

    private void stopHelpers() {
        waiting.clear();
        for (int i = 1; i < threads; i++) {
            waiting.add(end);
        }
    }

    private void help() {
        SampleTemplate template = templates.get();
        try {
            for (Block block = waiting.take(); block != end; block = waiting.take()) {
                block.parse(template);
            }
        } catch (InterruptedException e) {
            // The calling thread parses what is left.
            Thread.currentThread().interrupt();
        }
    }
}
