package io.github.metricsgate.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where asv keeps its results: {@code results/benchmarks.json}, and {@code results/<machine>/<commit>-<environment>.json}. */
final class AsvDirectory {

    static final String JSON = ".json";
    private static final String MACHINE = "machine.json";

    private AsvDirectory() {}

    /**
     * The results among the files of a directory, which is that of all results, of a machine, or one that they are in: they lie
     * in the directory of a machine, and {@code benchmarks.json} beside that. A site that asv made of them may lie there, too.
     *
     * @throws InvalidValueException if the directory itself is asv's and has none
     */
    static Set<Path> results(Path directory, Collection<Path> files) {
        Set<Path> results = new HashSet<>();
        Set<Path> withoutBenchmarks = new HashSet<>();
        for (Path file : files) {
            if (isResult(file)) {
                (hasBenchmarks(file) ? results : withoutBenchmarks).add(file);
            }
        }
        boolean isOfAsv = Files.isRegularFile(directory.resolve(AsvBenchmarks.FILE))
                || Files.isRegularFile(directory.resolve(MACHINE));
        if (!results.isEmpty() || !isOfAsv) {
            return results;
        }
        if (withoutBenchmarks.isEmpty()) {
            throw new InvalidValueException("it is of asv and has no results");
        }
        return withoutBenchmarks;
    }

    private static boolean isResult(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(JSON) && !name.equals(MACHINE) && !name.equals(AsvBenchmarks.FILE);
    }

    private static boolean hasBenchmarks(Path result) {
        Path benchmarks = benchmarksOf(result);
        return benchmarks != null && Files.isRegularFile(benchmarks);
    }

    /** Beside the directory of the machine; null where there is no directory above. */
    static @Nullable Path benchmarksOf(Path result) {
        Path machine = result.toAbsolutePath().getParent();
        return machine == null || machine.getParent() == null ? null : machine.resolveSibling(AsvBenchmarks.FILE);
    }
}
