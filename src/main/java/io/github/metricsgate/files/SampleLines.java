package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.ResourceUsage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of samples, a line each. Who calls reads the file from its first byte to its last, and so can hash it; what
 * was read is split at ends of lines into blocks, and those are read by as many threads as there may be. What they find is
 * put together in the order of the file.
 */
final class SampleLines {

    /** A block. No line of a pipeline is as long; one that is, is read from there on without blocks. */
    static final int BLOCK = 1 << 18;

    private final String file;
    private final ViolationCollector violations;
    private final ReadOptions options;
    private final int blockSize;
    private final ResourceTally tally = new ResourceTally();

    /** Those that are not added up, the first of the file first. */
    private final Deque<Block> blocks = new ArrayDeque<>();

    private final Deque<byte[]> free = new ArrayDeque<>();
    private long offset;
    private long line = 1;

    /** Whole lines of the file. */
    private final class Block {

        private final byte[] bytes;
        private final ViolationCollector found = new ViolationCollector();
        private final ResourceTally samples = new ResourceTally();
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final FutureTask<Long> task;

        Block(byte[] bytes, int length, long offset) {
            this.bytes = bytes;
            this.task = new FutureTask<>(
                    () -> read(bytes, length, InputStream.nullInputStream(), offset, 1, found, samples, true) - 1);
        }

        boolean runIfUnclaimed() {
            boolean mine = claimed.compareAndSet(false, true);
            if (mine) {
                task.run();
            }
            return mine;
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
        ExecutorService others = length == blockSize && options.threads() > 1 ? threads(options.threads() - 1) : null;
        try {
            int end;
            while (length == blockSize && (end = endOfLastLine(bytes, length)) > 0) {
                byte[] next = free.isEmpty() ? new byte[blockSize] : free.remove();
                System.arraycopy(bytes, end, next, 0, length - end);
                start(new Block(bytes, end, offset), others);
                offset += end;
                length -= end;
                length += in.readNBytes(next, length, blockSize - length);
                bytes = next;
            }
            while (!blocks.isEmpty()) {
                addFirst();
            }
        } finally {
            if (others != null) {
                others.shutdownNow();
            }
        }
        read(bytes, length, in, offset, line, violations, tally, isLarge);
    }

    private static ExecutorService threads(int count) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "metrics-gate");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static int endOfLastLine(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void start(Block block, @Nullable ExecutorService others) throws IOException {
        blocks.add(block);
        if (others == null) {
            addFirst();
            return;
        }
        others.execute(block::runIfUnclaimed);
        while (blocks.size() > 2 * options.threads()) {
            // Better than to wait.
            boolean helped = blocks.stream().anyMatch(Block::runIfUnclaimed);
            if (!helped || blocks.element().task.isDone()) {
                addFirst();
            }
        }
    }

    /** Adds what the first block says, as soon as it is read. */
    private void addFirst() throws IOException {
        Block block = blocks.remove();
        block.runIfUnclaimed();
        try {
            long lines = block.task.get();
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

    /** Reads lines to the end, and says what number the next would have. */
    private long read(
            byte[] bytes,
            int length,
            InputStream in,
            long offset,
            long line,
            ViolationCollector violations,
            ResourceTally tally,
            boolean isLarge)
            throws IOException {
        JsonReader reader = new JsonReader(bytes, length, in, offset, line, file, violations);
        SampleReader samples = new SampleReader(
                reader, new Schema(file, violations), violations, tally, options.speculative() && isLarge);
        reader.lines(samples);
        return reader.line();
    }
}
