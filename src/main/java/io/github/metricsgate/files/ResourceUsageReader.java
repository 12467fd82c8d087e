package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads resource samples: a file of them, one per line, or an array of them inside a document. Each is checked against
 * the schema and none is kept, so that memory does not grow with their number.
 *
 * <p>There are two ways to read a sample: with the strict reader, and with a template made from an earlier sample,
 * which is faster. The result does not depend on which is used, nor on the number of threads.
 */
final class ResourceUsageReader {

    /** A pipeline's line is much shorter. A longer one is read without blocks. */
    private static final int BLOCK_SIZE = 1 << 18;

    /** Some 64 KiB of samples: with fewer, a template costs more than it saves. */
    private static final int WARM_UP = 500;

    private final ReadOptions options;
    private final int blockSize;
    private final int warmUp;
    private long matches;

    /**
     * The result of reading a file of samples.
     *
     * @param usage the sums of all samples; meaningless if there are violations
     */
    record Result(ResourceUsage usage, Violations violations) {

        /** For a missing file. */
        static final Result NO_SAMPLES = new Result(ResourceUsage.none(), Violations.NONE);
    }

    ResourceUsageReader(ReadOptions options) {
        this(options, BLOCK_SIZE, WARM_UP);
    }

    /**
     * For tests.
     *
     * @param blockSize how many bytes of a file one thread reads at a time
     * @param warmUp how many samples are read strictly before there is a template
     */
    ResourceUsageReader(ReadOptions options, int blockSize, int warmUp) {
        this.options = options;
        this.blockSize = blockSize;
        this.warmUp = warmUp;
    }

    /**
     * Reads a file of samples to its end.
     *
     * @param file the name that violations give
     */
    Result read(InputStream in, String file) throws IOException {
        return new SampleBlocks(file, options.threads(), blockSize, this::template, warmUp).read(in);
    }

    /**
     * Reads the array of samples that comes next in a document, and reports violations to {@code reader}.
     *
     * @param file the name that violations give
     * @param lines gets the samples as the lines of {@code resource_usage.jsonl}, until a violation is found in the
     *     document
     * @return how many there are; nothing else is computed, because it is not needed when they are copied
     */
    long copy(JsonReader reader, String file, OutputStream lines) throws IOException, MalformedJsonException {
        SampleWriter writer = new SampleWriter(reader, lines);
        SampleReader samples = new SampleReader(reader, new Schema(file), writer, this::template, warmUp);
        try {
            reader.array(samples);
        } finally {
            matches += samples.matches();
        }
        return writer.samples();
    }

    /** How many samples of arrays were read with a template. */
    long matches() {
        return matches;
    }

    private @Nullable SampleTemplate template() {
        return options.strict() ? null : new SampleTemplate();
    }
}
