package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.ResourceUsage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of samples, a line each. Who calls reads the file from its first byte to its last, and so can hash it; what
 * was read is split at ends of lines into blocks, and those are read by as many threads as there may be. What they find is
 * put together in the order of the file.
 */
final class SampleLines {

    /** A block. No line of a pipeline is as long; one that is, is read from there on without blocks. */
    static final int BLOCK = 1 << 18;

    /** How many may be read and not added up, for each thread: enough for all to have work. */
    private static final int BLOCKS_PER_THREAD = 4;

    /** About half a millisecond; a block comes in less. */
    private static final int MOST_LOOKS = 10_000;

    private static final long DOZE_NANOS = 50_000;

    private final String file;
    private final ViolationCollector violations;
    private final ReadOptions options;
    private final int blockSize;
    private final ResourceStatistics tally = new ResourceStatistics();

    /** Those that are not added up, the first of the file first. */
    private final Deque<Block> blocks = new ArrayDeque<>();

    /** Those of them that nobody has begun to read. */
    private final Queue<Block> waiting = new ConcurrentLinkedQueue<>();

    private final Deque<byte[]> free = new ArrayDeque<>();
    private volatile boolean ended;
    /** What this thread knows; each helper has its own. */
    private @Nullable SampleSpelling spelling;

    private long offset;
    private long line = 1;

    /** Whole lines of the file. */
    private final class Block {

        private final byte[] bytes;
        private final int length;
        private final long start;
        private final ViolationCollector found = new ViolationCollector();
        private final ResourceStatistics samples = new ResourceStatistics();
        /** How many lines there were, when all are read. */
        private final CompletableFuture<Long> lines = new CompletableFuture<>();

        Block(byte[] bytes, int length, long start) {
            this.bytes = bytes;
            this.length = length;
            this.start = start;
        }

        void read(@Nullable SampleSpelling spelling) {
            try {
                JsonReader reader = new JsonReader(bytes, length, InputStream.nullInputStream(), start, 1, file, found);
                reader.lines(new SampleReader(
                        reader, new Schema(file, DurationUnit.MILLISECONDS, found), found, samples, spelling));
                lines.complete(reader.line() - 1);
            } catch (IOException | RuntimeException | Error e) {
                lines.completeExceptionally(e);
            }
        }
    }

    private SampleLines(String file, ViolationCollector violations, ReadOptions options, int blockSize) {
        this.file = file;
        this.violations = violations;
        this.options = options;
        this.blockSize = blockSize;
    }

    /** @param blockSize {@link #BLOCK}, but for tests */
    static ResourceUsage read(
            InputStream in, String file, ViolationCollector violations, ReadOptions options, int blockSize)
            throws IOException {
        SampleLines lines = new SampleLines(file, violations, options, blockSize);
        lines.read(in);
        return lines.tally.usage();
    }

    private void read(InputStream in) throws IOException {
        byte[] bytes = new byte[blockSize];
        int length = in.readNBytes(bytes, 0, blockSize);
        boolean isLarge = length >= Math.min(blockSize, ReadOptions.WORTH_SPECULATION);
        spelling = isLarge ? options.spelling() : null;
        boolean hasHelpers = length == blockSize && options.threads() > 1;
        if (hasHelpers) {
            startHelpers();
        }
        try {
            int end;
            while (length == blockSize && (end = endOfLastLine(bytes, length)) > 0) {
                byte[] next = free.isEmpty() ? new byte[blockSize] : free.remove();
                System.arraycopy(bytes, end, next, 0, length - end);
                start(new Block(bytes, end, offset), hasHelpers ? BLOCKS_PER_THREAD * options.threads() : 0);
                offset += end;
                length -= end;
                length += in.readNBytes(next, length, blockSize - length);
                bytes = next;
            }
            addUntil(0);
        } finally {
            ended = true;
        }
        JsonReader reader = new JsonReader(bytes, length, in, offset, line, file, violations);
        reader.lines(new SampleReader(
                reader, new Schema(file, DurationUnit.MILLISECONDS, violations), violations, tally, spelling));
    }

    private void startHelpers() {
        for (int i = 1; i < options.threads(); i++) {
            Thread helper = new Thread(this::help, "metrics-gate");
            helper.setDaemon(true);
            helper.start();
        }
    }

    /**
     * Reads what is waiting, until there will be no more. Nobody wakes a helper: to be woken takes longer than to read a
     * block, so it looks again and again, and dozes only while the disk is slow.
     */
    private void help() {
        SampleSpelling known = options.spelling();
        int looks = 0;
        while (!ended) {
            Block block = waiting.poll();
            if (block != null) {
                block.read(known);
                looks = 0;
            } else if (looks++ < MOST_LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(DOZE_NANOS);
            }
        }
    }

    private static int endOfLastLine(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void start(Block block, int mostAhead) throws IOException {
        blocks.add(block);
        waiting.add(block);
        addUntil(mostAhead);
    }

    /** Adds what the first blocks say, until no more than {@code left} are left; reads others rather than wait. */
    private void addUntil(int left) throws IOException {
        while (blocks.size() > left) {
            Block other = blocks.element().lines.isDone() ? null : waiting.poll();
            if (other == null) {
                addFirst();
            } else {
                other.read(spelling);
            }
        }
    }

    private void addFirst() throws IOException {
        Block block = blocks.remove();
        for (int looks = 0; looks < MOST_LOOKS && !block.lines.isDone(); looks++) {
            Thread.onSpinWait();
        }
        try {
            long lines = block.lines.get();
            violations.addAll(block.found, line - 1);
            tally.add(block.samples);
            line += lines;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a block in memory cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + file, e);
        }
        free.add(block.bytes);
    }
}
