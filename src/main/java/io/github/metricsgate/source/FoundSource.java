package io.github.metricsgate.source;

import java.util.List;

/**
 * A source and the files that it comes to.
 *
 * @param files those that are named by path or glob, in the order of their paths
 * @param inDirectories those in a directory that is named: what is of no known format is passed over there
 */
public record FoundSource(SourceRequest request, List<SourceFile> files, List<SourceFile> inDirectories) {

    public FoundSource {
        files = List.copyOf(files);
        inDirectories = List.copyOf(inDirectories);
    }

    public boolean isMissing() {
        return files.isEmpty() && inDirectories.isEmpty();
    }
}
