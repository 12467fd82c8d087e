package io.github.metricsgate.mojo;

import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.mojo.Deed.Kind;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records in the session what the goals did, and objects if verify-metrics would not judge what persist-metrics wrote.
 * An objection is a sentence for the user. Goals that the user called from the command line may run in any order.
 */
final class SessionLedger {

    private static final String SAME_DIRECTORY = ". Let both goals have the same <outputDirectory>: set it in the"
            + " <configuration> of the plugin, not of one execution";

    private final SessionState state;

    SessionLedger(SessionState state) {
        this.state = state;
    }

    /** What collect-metrics asks before it writes a snapshot; if there is no objection, the file is its module's from here on. */
    Optional<String> collect(Execution by, Path snapshot, Path directory) {
        synchronized (state.lock()) {
            String file = place(snapshot);
            Optional<String> objection = objectionToCollecting(by, file, place(directory));
            if (objection.isEmpty()) {
                add(Kind.COLLECTED, by, file, "", false);
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
            Optional<String> objection = objectionToWriting(by, place);
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
            List<Deed> deeds = at(place);
            Optional<String> objection = lastWritten(deeds) == null
                    ? Optional.ofNullable(earlierVerification(by, deeds))
                            .map(verification -> "persist-metrics (" + by.inWords() + ") found no snapshot for "
                                    + SafeText.of(place) + ": " + cameFirst(verification.by(), by))
                    : Optional.empty();
            add(Kind.FOUND_NO_SNAPSHOT, by, place, "", false);
            return objection;
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
            List<Deed> deeds = at(place(directory));
            boolean isOfThisSession = lastWritten(deeds) != null;
            boolean foundNone = false;
            for (Deed deed : deeds) {
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
            Deed written = lastWritten(at(place));
            boolean isJudged = !set.isEmpty() && !isOfEarlierRun;
            add(isJudged ? Kind.JUDGED : Kind.FOUND_NO_SET, by, place, "", false);
            return written == null ? Optional.empty() : objectionToJudging(by, set, written);
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
            for (Deed deed : deeds()) {
                if (deed.isOfVerification() && deed.by().isOfTheModuleOf(by)) {
                    toCome.remove(deed.by().id());
                }
            }
            if (by.fromCommandLine() || !toCome.isEmpty()) {
                return Optional.empty();
            }
            for (Deed unjudged : unjudged()) {
                if (unjudged.by().isOfTheModuleOf(by) && !unjudged.by().fromCommandLine()) {
                    return Optional.of(nobodyJudged(unjudged));
                }
            }
            return nobodyLookedFor(by);
        }
    }

    /** Where the module found no snapshot while its verifications read other directories: those sets are not of this run. */
    private Optional<String> nobodyLookedFor(Execution by) {
        for (Deed deed : deeds()) {
            boolean isOwn = deed.by().isOfTheModuleOf(by) && !deed.by().fromCommandLine();
            if (deed.kind() == Kind.FOUND_NO_SNAPSHOT
                    && isOwn
                    && at(deed.directory()).stream().noneMatch(other -> other.isOfSet() || other.isOfVerification())) {
                return Optional.of("persist-metrics (" + deed.by().inWords() + ") found no snapshot for "
                        + SafeText.of(deed.directory()) + ", and nobody looked there: "
                        + Listed.and(verificationsOf(by)) + SAME_DIRECTORY);
            }
        }
        return Optional.empty();
    }

    /** The sets of this session that still exist and that no verify-metrics has judged, in the order of writing. */
    List<Deed> unjudged() {
        synchronized (state.lock()) {
            Map<String, Deed> unjudged = new LinkedHashMap<>();
            for (Deed deed : deeds()) {
                if (deed.kind() == Kind.PERSISTED) {
                    unjudged.put(deed.directory(), deed);
                } else if (deed.kind() == Kind.JUDGED) {
                    // A different set would have failed already.
                    unjudged.remove(deed.directory());
                }
            }
            return new ArrayList<>(unjudged.values());
        }
    }

    /** Says that nobody judged a set, why, and what to do about it. */
    String nobodyJudged(Deed unjudged) {
        String subject = "Nobody judged the set that persist-metrics ("
                + unjudged.by().inWords() + ") wrote to " + SafeText.of(unjudged.directory()) + ": ";
        List<String> verifications = verificationsOf(unjudged.by());
        if (!verifications.isEmpty()) {
            return subject + Listed.and(verifications) + SAME_DIRECTORY;
        }
        return subject + "verify-metrics did not run in this build"
                + (unjudged.hasLimits() && !unjudged.by().fromCommandLine()
                        ? ", although limits are set. Let the build reach the phase of verify-metrics (verify by default),"
                                + " and bind the goal if it is not bound"
                        : "");
    }

    boolean hasVerified(Execution by) {
        return !verificationsOf(by).isEmpty();
    }

    boolean hasPersisted(String module) {
        synchronized (state.lock()) {
            for (Deed deed : deeds()) {
                if (deed.kind() == Kind.PERSISTED && deed.by().module().equals(module)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether a goal of the module was skipped, and no goal of it did anything. */
    boolean wasSkipped(String module) {
        synchronized (state.lock()) {
            boolean wasSkipped = false;
            for (Deed deed : deeds()) {
                if (deed.by().module().equals(module)) {
                    wasSkipped = deed.kind() == Kind.SKIPPED;
                    if (!wasSkipped) {
                        return false;
                    }
                }
            }
            return wasSkipped;
        }
    }

    // Objections.

    private Optional<String> objectionToCollecting(Execution by, String file, String directory) {
        String nothing = "collect-metrics (" + by.inWords() + ") collected nothing: ";
        for (Deed deed : at(file)) {
            if (deed.kind() == Kind.COLLECTED && !deed.by().isOfTheModuleOf(by)) {
                return Optional.of(nothing + SafeText.of(deed.by().module()) + " has written its snapshot to "
                        + SafeText.of(file)
                        + " in this build, and one would replace the other. Give each module a <snapshot> of its own; -D"
                        + UserProperties.SNAPSHOT + " sets one for all modules");
            }
        }
        for (Deed deed : at(directory)) {
            boolean isOfPersisting = deed.isOfSet() || deed.kind() == Kind.FOUND_NO_SNAPSHOT;
            boolean isHeldToOrder = !deed.by().fromCommandLine() && !by.fromCommandLine();
            if (isOfPersisting && isHeldToOrder && deed.by().isOfTheModuleOf(by)) {
                return Optional.of(nothing + "persist-metrics (" + deed.by().inItsModule()
                        + ") ran first, so it published an earlier snapshot or none. Let collect-metrics run before"
                        + " persist-metrics: in an earlier <phase>, or listed first where both have the same");
            }
        }
        return Optional.empty();
    }

    private Optional<String> objectionToWriting(Execution by, String place) {
        List<Deed> deeds = at(place);
        Deed written = lastWritten(deeds);
        String nothing = "persist-metrics (" + by.inWords() + ") wrote nothing to " + SafeText.of(place) + ": ";
        if (written == null) {
            return Optional.ofNullable(earlierVerification(by, deeds))
                    .map(verification -> nothing + cameFirst(verification.by(), by));
        }
        Execution other = written.by();
        if (!other.isOfTheModuleOf(by)) {
            return Optional.of(nothing + SafeText.of(other.module())
                    + " has persisted its set there in this build, and one would replace the other. Give each module an"
                    + " <outputDirectory> of its own, as ${project.basedir}/artifacts/plan1 is; -D"
                    + UserProperties.OUTPUT_DIRECTORY + " sets one for all modules");
        }
        boolean isHeldToOrder = !other.fromCommandLine() && !by.fromCommandLine();
        if (isHeldToOrder && !other.id().equals(by.id()) && unjudged().contains(written)) {
            return Optional.of(nothing + "the set there is of the " + other.inItsModule()
                    + ", and no verify-metrics has judged it. Give each execution an <outputDirectory> of its own, or let"
                    + " verify-metrics run in between");
        }
        return Optional.empty();
    }

    /** A verification that cannot have judged what is about to be written but looks as if it had. */
    private static @Nullable Deed earlierVerification(Execution by, List<Deed> deeds) {
        if (by.fromCommandLine()) {
            return null;
        }
        boolean hasTried = false;
        for (Deed deed : deeds) {
            boolean isOwn = deed.by().isOfTheModuleOf(by);
            hasTried |= isOwn && deed.kind() == Kind.FOUND_NO_SNAPSHOT;
            boolean isMisleading = isOwn ? deed.isOfVerification() && !hasTried : deed.kind() == Kind.JUDGED;
            if (isMisleading && !deed.by().fromCommandLine()) {
                return deed;
            }
        }
        return null;
    }

    private static String cameFirst(Execution verification, Execution by) {
        boolean isOwn = verification.isOfTheModuleOf(by);
        return "verify-metrics (" + (isOwn ? verification.inItsModule() : verification.inWords())
                + ") ran on that directory first, so it judged an earlier set or none. "
                + (isOwn
                        ? "Let persist-metrics run before verify-metrics: in an earlier <phase>, or listed first where both"
                                + " have the same"
                        : "Let " + SafeText.of(by.module()) + " be built before " + SafeText.of(verification.module())
                                + ": make it a dependency, or list it first in <modules>");
    }

    private static Optional<String> objectionToJudging(Execution by, SetReading set, Deed written) {
        String place = SafeText.of(set.directory().toString());
        String writer = "persist-metrics (" + written.by().inWords() + ")";
        if (written.kind() == Kind.CLAIMED) {
            return Optional.of("The set in " + place + " is not the one to judge: " + writer
                    + " started to write there in this build and has not finished."
                    + (written.by().isOfTheModuleOf(by)
                            ? " Let it finish before verify-metrics runs"
                            : " Let " + SafeText.of(written.by().module()) + " be built before "
                                    + SafeText.of(by.module()) + ": make it a dependency"));
        }
        List<String> differences = SetContent.differences(written.files(), set);
        // If the set is no longer valid, the gate has better messages for that.
        if (differences.isEmpty() || !set.violations().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("The set in " + place + " is not the one that " + writer + " wrote there in this build: "
                + Listed.and(differences)
                + ". Let nothing write there between the two goals, and give both the same names of files");
    }

    // What was done.

    private List<String> verificationsOf(Execution by) {
        synchronized (state.lock()) {
            Set<String> verifications = new LinkedHashSet<>();
            for (Deed deed : deeds()) {
                if (deed.isOfVerification() && deed.by().isOfTheModuleOf(by)) {
                    verifications.add(
                            "verify-metrics (" + deed.by().inItsModule() + ") read " + SafeText.of(deed.directory()));
                }
            }
            return new ArrayList<>(verifications);
        }
    }

    private static @Nullable Deed lastWritten(List<Deed> deeds) {
        Deed last = null;
        for (Deed deed : deeds) {
            last = deed.isOfSet() ? deed : last;
        }
        return last;
    }

    private List<Deed> at(String place) {
        List<Deed> deeds = new ArrayList<>();
        for (Deed deed : deeds()) {
            if (deed.directory().equals(place)) {
                deeds.add(deed);
            }
        }
        return deeds;
    }

    private List<Deed> deeds() {
        List<Deed> deeds = new ArrayList<>();
        for (List<String> deed : state.deeds()) {
            deeds.add(Deed.decoded(deed));
        }
        return deeds;
    }

    private void add(Kind kind, Execution by, String place, String files, boolean hasLimits) {
        synchronized (state.lock()) {
            state.deeds().add(new Deed(kind, by, place, files, hasLimits).encoded());
        }
    }

    private static String place(Path directory) {
        return ProjectPaths.real(directory).toString();
    }
}
