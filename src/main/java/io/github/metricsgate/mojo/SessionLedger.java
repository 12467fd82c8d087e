package io.github.metricsgate.mojo;

import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.mojo.Deed.Kind;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records in the session what the goals did, and objects if verify-metrics would not judge what persist-metrics wrote.
 * The sentences are made by {@link Objections}.
 */
final class SessionLedger {

    private final SessionState state;
    private final DoneSoFar done;

    SessionLedger(SessionState state) {
        this.state = state;
        this.done = new DoneSoFar(state);
    }

    /**
     * What a goal asks before it writes a snapshot; if there is no objection, the file is its module's from here on.
     *
     * @param goal {@code collect-metrics} or {@code aggregate-metrics}
     */
    Optional<String> collect(Execution by, String goal, Path snapshot, Path directory) {
        synchronized (state.lock()) {
            String file = place(snapshot);
            Optional<String> objection = new Objections(done).toCollecting(by, goal, file, place(directory));
            if (objection.isEmpty()) {
                add(Kind.COLLECTED, by, file, goal, false);
            }
            return objection;
        }
    }

    /**
     * Called by persist-metrics before it writes; if there is no objection, the directory belongs to its module from
     * here on.
     */
    Optional<String> claim(Execution by, Path directory) {
        synchronized (state.lock()) {
            String place = place(directory);
            Optional<String> objection = new Objections(done).toWriting(by, place);
            if (objection.isEmpty()) {
                add(Kind.CLAIMED, by, place, "", false);
            }
            return objection;
        }
    }

    /** @param hasLimits whether the module's configuration has limits, wherever they are */
    void persisted(Execution by, MetricsSet set, boolean hasLimits) {
        add(Kind.PERSISTED, by, place(set.directory()), SetContent.of(set), hasLimits);
    }

    /** What persist-metrics notes where it finds no snapshot; a set that is there stays, and may not have been judged. */
    Optional<String> foundNoSnapshot(Execution by, Path directory) {
        synchronized (state.lock()) {
            String place = place(directory);
            Optional<String> objection = new Objections(done).toFindingNoSnapshot(by, place);
            add(Kind.FOUND_NO_SNAPSHOT, by, place, "", false);
            return objection;
        }
    }

    /** Called by aggregate-metrics when it has read a set: that it is what was persisted there in this build, if anything was. */
    Optional<String> aggregate(Execution by, SetReading set) {
        synchronized (state.lock()) {
            String place = place(set.directory());
            Deed written = done.at(place).lastWritten();
            return written == null ? Optional.empty() : Objections.toMerging(by, set, written);
        }
    }

    /**
     * Called by aggregate-metrics when it has written the snapshot: asks once more, as a set may have been replaced in the
     * meantime.
     *
     * @param hasLimits whether the configuration of the module that merges has limits
     */
    Optional<String> aggregated(Execution by, List<SetReading> sets, boolean hasLimits) {
        synchronized (state.lock()) {
            for (SetReading set : sets) {
                Optional<String> objection = aggregate(by, set);
                if (objection.isPresent()) {
                    return objection;
                }
            }
            sets.forEach(set -> add(Kind.AGGREGATED, by, place(set.directory()), "", hasLimits));
            return Optional.empty();
        }
    }

    /** Whether persist-metrics has written a set there in this build, or has begun to. */
    boolean isWritten(Path directory) {
        synchronized (state.lock()) {
            return done.at(place(directory)).lastWritten() != null;
        }
    }

    void skipped(Execution by) {
        add(Kind.SKIPPED, by, "", "", false);
    }

    /**
     * Whether a snapshot should have been persisted there but there was none, so that a set there is from an earlier run: for
     * the module that found none, until somebody persists after it; for others, if nobody has persisted there at all.
     */
    boolean holdsAnEarlierRun(Execution by, Path directory) {
        synchronized (state.lock()) {
            Deeds there = done.at(place(directory));
            boolean isOfThisSession = there.lastWritten() != null;
            boolean foundNone = false;
            for (Deed deed : there.all()) {
                boolean counts = deed.by().isOfTheModuleOf(by) || !isOfThisSession;
                foundNone |= deed.kind() == Kind.FOUND_NO_SNAPSHOT && counts;
                foundNone &= !deed.isOfSet();
            }
            return foundNone;
        }
    }

    /** Called by verify-metrics after it has read a set and before it judges it. */
    Optional<String> read(Execution by, SetReading set, boolean isOfEarlierRun) {
        synchronized (state.lock()) {
            String place = place(set.directory());
            Deed written = done.at(place).lastWritten();
            boolean isJudged = !set.isEmpty() && !isOfEarlierRun;
            add(isJudged ? Kind.JUDGED : Kind.FOUND_NO_SET, by, place, "", false);
            return written == null ? Optional.empty() : Objections.toJudging(by, set, written);
        }
    }

    /**
     * A set that the module persisted and that none of its verifications has judged, if no other verification is to
     * come.
     *
     * @param verifications the ids of the module's executions that have verify-metrics
     */
    Optional<String> leftBehind(Execution by, Set<String> verifications) {
        synchronized (state.lock()) {
            Set<String> toCome = new LinkedHashSet<>(verifications);
            toCome.remove(by.id());
            Deeds own = done.of(by.module());
            for (Deed deed : own.all()) {
                if (deed.isOfVerification()) {
                    toCome.remove(deed.by().id());
                }
            }
            if (by.fromCommandLine() || !toCome.isEmpty()) {
                return Optional.empty();
            }
            Objections objections = new Objections(done);
            for (Deed persisted : done.unjudged(own)) {
                boolean isUnjudged =
                        done.unjudged(done.at(persisted.directory())).contains(persisted);
                if (isUnjudged && !persisted.by().fromCommandLine()) {
                    return Optional.of(objections.nobodyJudged(persisted));
                }
            }
            return objections.toLookingElsewhere(by);
        }
    }

    /** The sets of this session that still exist and that no verify-metrics has judged, in the order of writing. */
    List<Deed> unjudged() {
        synchronized (state.lock()) {
            return done.unjudged(done.anywhere());
        }
    }

    /** Whether limits are set, for the set or for what it was merged into, so that somebody will miss its verdict. */
    boolean hasLimits(Deed unjudged) {
        synchronized (state.lock()) {
            Deed merge = done.at(unjudged.directory()).lastMerge();
            return unjudged.hasLimits() || (merge != null && merge.hasLimits());
        }
    }

    /** Says that nobody judged a set, why, and what to do about it. */
    String nobodyJudged(Deed unjudged) {
        synchronized (state.lock()) {
            return new Objections(done).nobodyJudged(unjudged);
        }
    }

    /** What the goals of a module did. */
    Deeds of(String module) {
        synchronized (state.lock()) {
            return done.of(module);
        }
    }

    private void add(Kind kind, Execution by, String place, String files, boolean hasLimits) {
        synchronized (state.lock()) {
            done.add(new Deed(kind, by, place, files, hasLimits));
        }
    }

    private static String place(Path directory) {
        return ProjectPaths.real(directory).toString();
    }
}
