package io.github.metricsgate.source;

/** Is told how far the reading of a large file has got. */
@FunctionalInterface
public interface ReadingProgress {

    ReadingProgress SILENT = (file, bytes) -> {};

    /** Called every few megabytes, and never for a small file. */
    void read(SourceFile file, long bytes);
}
