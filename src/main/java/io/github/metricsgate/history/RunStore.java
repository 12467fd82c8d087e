package io.github.metricsgate.history;

import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps runs over time. It knows no rule: what is comparable and what is a baseline is not its business. */
public interface RunStore extends Closeable {

    /** Stands for the branch of the runs that have none. */
    String NO_BRANCH = "";

    /** Nobody keeps more runs of one branch. */
    int ALL = 1 << 20;

    /**
     * The newest runs of a module on some branches, in one round trip.
     *
     * @param branches may contain {@link #NO_BRANCH}
     * @param most how many of each branch
     * @return by branch; a branch without runs has empty ones
     * @throws IOException if the store cannot be read at all; a damaged entry is not the end, see {@link PastRuns#damaged}
     */
    Map<String, PastRuns> read(String module, Set<String> branches, int most) throws IOException;

    /**
     * All runs of one branch.
     *
     * @throws IOException if the store cannot be read at all
     */
    default PastRuns readAll(Branch branch) throws IOException {
        return read(branch.module(), Set.of(branch.branch()), ALL).getOrDefault(branch.branch(), PastRuns.NONE);
    }

    /**
     * Keeps a run; one with the same module, branch, time and digest is replaced. When it returns, the run is on the disk.
     *
     * @param set the directory with the files of the run, for stores that keep those too
     */
    void record(RecordedRun run, Path set) throws IOException;

    /**
     * Keeps many runs, of any modules and branches and in any order, without their files; one that is there is replaced. What
     * need not be kept any longer is removed in the end, once for each branch. A failure leaves some of them recorded: doing
     * it again does the rest.
     */
    void recordAll(List<RecordedRun> runs) throws IOException;

    /** What has runs in the store, in the order of modules, then branches. */
    Branches branches() throws IOException;

    /**
     * A branch of a module.
     *
     * @param branch may be {@link #NO_BRANCH}
     */
    record Branch(String module, String branch) {}

    /**
     * All branches of a store.
     *
     * @param damaged runs that cannot be told a branch of
     */
    record Branches(List<Branch> all, List<PastRuns.DamagedEntry> damaged) {

        public Branches {
            all = List.copyOf(all);
            damaged = List.copyOf(damaged);
        }
    }

    /** Where a run is kept. */
    static Branch branchOf(RecordedRun run) {
        String branch = run.identity().branch();
        return new Branch(run.module(), branch == null ? NO_BRANCH : branch);
    }
}
