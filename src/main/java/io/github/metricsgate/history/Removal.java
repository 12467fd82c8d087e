package io.github.metricsgate.history;

import io.github.metricsgate.disk.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes what need not be kept. A pack is removed as a whole, when none of its runs need be kept; a month with packs counts
 * as the largest of them, because two of them may contain the same runs.
 */
final class Removal {

    /** A file that has been staged for longer is of a writer that was killed. */
    private static final Duration LONGEST_WRITE = Duration.ofDays(1);

    private final Retention retention;
    private final Clock clock;

    Removal(Retention retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    /** @param recorded the run that was just recorded, which stays whatever its time; empty for none */
    void remove(BranchFiles files, Optional<EntryName> recorded) throws IOException {
        Optional<Instant> oldest = retention.oldest(clock.instant());
        int kept = 0;
        for (String month : files.months()) {
            if (files.packsOf(month).isEmpty()) {
                kept = removeEntries(files, month, recorded, oldest, kept);
            } else if (kept >= retention.keepRuns() || isOver(month, oldest)) {
                removeMonth(files, month, recorded, kept);
            } else {
                int packed = files.packsOf(month).stream()
                        .mapToInt(PackName::runs)
                        .max()
                        .orElseThrow();
                kept += Math.max(packed, files.entriesOf(month).size());
            }
        }
        removeSets(files);
        removeStaged(files);
    }

    private static boolean isOver(String month, Optional<Instant> oldest) {
        return oldest.isPresent() && !EntryName.endOf(month).isAfter(oldest.get());
    }

    /** Returns how many runs are kept with those of this month. */
    private int removeEntries(
            BranchFiles files, String month, Optional<EntryName> recorded, Optional<Instant> oldest, int keptBefore)
            throws IOException {
        int kept = keptBefore;
        for (EntryName name : files.entriesOf(month).descendingSet()) {
            boolean isTooOld = oldest.isPresent() && name.time().isBefore(oldest.get());
            if (kept > 0 && !recorded.equals(Optional.of(name)) && (kept >= retention.keepRuns() || isTooOld)) {
                AtomicFile.delete(files.entry(name));
            } else {
                kept++;
            }
        }
        return kept;
    }

    /** If nothing newer is kept, the newest run may be in here. */
    private static void removeMonth(BranchFiles files, String month, Optional<EntryName> recorded, int kept)
            throws IOException {
        if (kept == 0) {
            return;
        }
        for (PackName pack : files.packsOf(month)) {
            AtomicFile.delete(files.pack(pack));
        }
        for (EntryName name : files.entriesOf(month)) {
            if (!recorded.equals(Optional.of(name))) {
                AtomicFile.delete(files.entry(name));
            }
        }
    }

    private void removeStaged(BranchFiles files) throws IOException {
        for (String name : files.staged()) {
            Path file = files.directory().resolve(name);
            if (isLeft(file)) {
                AtomicFile.delete(file);
            }
        }
    }

    private boolean isLeft(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(clock.instant().minus(LONGEST_WRITE));
        } catch (IOException writtenOrRemoved) {
            return false;
        }
    }

    private void removeSets(BranchFiles files) throws IOException {
        int kept = 0;
        for (EntryName name : files.sets().descendingSet()) {
            if (kept >= retention.keepSets()) {
                AtomicFile.delete(files.set(name));
            } else {
                kept++;
            }
        }
    }
}
