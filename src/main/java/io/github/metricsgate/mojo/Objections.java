package io.github.metricsgate.mojo;

import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.mojo.Deed.Kind;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to object to a goal, given what the goals of the session did before it: each objection is a sentence for
 * the user. Goals that the user called from the command line may run in any order.
 *
 * @param done what was done before it, anywhere in the session
 */
record Objections(DoneSoFar done) {

    private static final String SAME_DIRECTORY = ". Let both goals have the same <outputDirectory>: set it in the"
            + " <configuration> of the plugin, not of one execution";

    /**
     * @param goal the one that is about to write a snapshot
     * @param file the snapshot
     * @param directory the set that it will become
     */
    Optional<String> toCollecting(Execution by, String goal, String file, String directory) {
        String nothing = goal + " (" + by.inWords() + ") "
                + (goal.equals(AggregateMetricsMojo.GOAL) ? "merged" : "collected") + " nothing: ";
        for (Deed deed : done.at(file).all()) {
            if (deed.kind() == Kind.COLLECTED && !deed.by().isOfTheModuleOf(by)) {
                return Optional.of(nothing + SafeText.of(deed.by().module()) + " has written its snapshot to "
                        + SafeText.of(file)
                        + " in this build, and one would replace the other. Give each module a <snapshot> of its own; -D"
                        + UserProperties.SNAPSHOT + " sets one for all modules");
            }
            if (deed.kind() == Kind.COLLECTED && !deed.files().equals(goal)) {
                return Optional.of(nothing + deed.files() + " (" + deed.by().inItsModule() + ") has written one to "
                        + SafeText.of(file) + " in this build, and one would replace the other. Give each execution a"
                        + " <snapshot> and an <outputDirectory> of its own");
            }
        }
        for (Deed deed : done.at(directory).all()) {
            boolean isOfPersisting = deed.isOfSet() || deed.kind() == Kind.FOUND_NO_SNAPSHOT;
            boolean isHeldToOrder = !deed.by().fromCommandLine() && !by.fromCommandLine();
            if (isOfPersisting && isHeldToOrder && deed.by().isOfTheModuleOf(by)) {
                return Optional.of(
                        nothing + "persist-metrics (" + deed.by().inItsModule()
                                + ") ran first, so it published an earlier snapshot or none. Let " + goal
                                + " run before persist-metrics: in an earlier <phase>, or listed first where both have the same");
            }
        }
        return Optional.empty();
    }

    Optional<String> toWriting(Execution by, String place) {
        Deeds there = done.at(place);
        Deed written = there.lastWritten();
        String nothing = "persist-metrics (" + by.inWords() + ") wrote nothing to " + SafeText.of(place) + ": ";
        if (written == null) {
            return Optional.ofNullable(earlierReading(by, there)).map(reading -> nothing + cameFirst(reading, by));
        }
        Execution other = written.by();
        if (!other.isOfTheModuleOf(by)) {
            return Optional.of(nothing + SafeText.of(other.module())
                    + " has persisted its set there in this build, and one would replace the other. Give each module an"
                    + " <outputDirectory> of its own, as ${project.basedir}/artifacts/plan1 is; -D"
                    + UserProperties.OUTPUT_DIRECTORY + " sets one for all modules");
        }
        boolean isHeldToOrder = !other.fromCommandLine() && !by.fromCommandLine();
        if (isHeldToOrder && !other.id().equals(by.id()) && done.unjudged(there).contains(written)) {
            return Optional.of(nothing + "the set there is of the " + other.inItsModule()
                    + ", and no verify-metrics has judged it. Give each execution an <outputDirectory> of its own, or let"
                    + " verify-metrics run in between");
        }
        return Optional.empty();
    }

    /** @param place the directory for which persist-metrics found no snapshot */
    Optional<String> toFindingNoSnapshot(Execution by, String place) {
        Deeds there = done.at(place);
        return there.lastWritten() == null
                ? Optional.ofNullable(earlierReading(by, there))
                        .map(reading -> "persist-metrics (" + by.inWords() + ") found no snapshot for "
                                + SafeText.of(place) + ": " + cameFirst(reading, by))
                : Optional.empty();
    }

    static Optional<String> toJudging(Execution by, SetReading set, Deed written) {
        return toUsing(
                set,
                written,
                "judge",
                unfinished(by, "verify-metrics", written),
                "between the two goals, and give both");
    }

    static Optional<String> toMerging(Execution by, SetReading set, Deed written) {
        String unfinished = unfinished(by, AggregateMetricsMojo.GOAL, written);
        return toUsing(set, written, "merge", unfinished, "in between, and give all modules");
    }

    /**
     * @param use what is done with the set
     * @param unfinished what to say if it is still being written
     * @param wayOut when nobody may write there, and who must have the same names of files
     */
    private static Optional<String> toUsing(
            SetReading set, Deed written, String use, String unfinished, String wayOut) {
        String place = SafeText.of(set.directory().toString());
        if (written.kind() == Kind.CLAIMED) {
            return Optional.of("The set in " + place + " is not the one to " + use + ": " + unfinished);
        }
        List<String> differences = SetContent.differences(written.files(), set);
        // If the set is no longer valid, the gate has better messages for that.
        return differences.isEmpty() || !set.violations().isEmpty()
                ? Optional.empty()
                : Optional.of("The set in " + place + " is not the one that persist-metrics ("
                        + written.by().inWords() + ") wrote there in this build: " + Listed.and(differences)
                        + ". Let nothing write there " + wayOut + " the same names of files");
    }

    private static String unfinished(Execution by, String goal, Deed claimed) {
        return "persist-metrics (" + claimed.by().inWords()
                + ") started to write there in this build and has not finished."
                + (claimed.by().isOfTheModuleOf(by)
                        ? " Let it finish before " + goal + " runs"
                        : " Let " + SafeText.of(claimed.by().module()) + " be built before " + SafeText.of(by.module())
                                + ": make it a dependency");
    }

    /** Where the module found no snapshot while its verifications read other directories: those sets are not of this run. */
    Optional<String> toLookingElsewhere(Execution by) {
        Deeds own = done.of(by.module());
        for (Deed deed : own.all()) {
            if (deed.kind() == Kind.FOUND_NO_SNAPSHOT
                    && !deed.by().fromCommandLine()
                    && done.at(deed.directory()).all().stream()
                            .noneMatch(other -> other.isOfSet() || other.isOfVerification())) {
                return Optional.of("persist-metrics (" + deed.by().inWords() + ") found no snapshot for "
                        + SafeText.of(deed.directory()) + ", and nobody looked there: "
                        + Listed.and(own.verifications()) + SAME_DIRECTORY);
            }
        }
        return Optional.empty();
    }

    /** Says that nobody judged a set, why, and what to do about it. */
    String nobodyJudged(Deed unjudged) {
        String subject = "Nobody judged the set that persist-metrics ("
                + unjudged.by().inWords() + ") wrote to " + SafeText.of(unjudged.directory()) + ": ";
        List<String> verifications = done.of(unjudged.by().module()).verifications();
        if (!verifications.isEmpty()) {
            return subject + Listed.and(verifications) + SAME_DIRECTORY;
        }
        Deed merge = done.at(unjudged.directory()).lastMerge();
        if (merge != null) {
            return subject + nobodyJudgedTheMerge(unjudged, merge);
        }
        return subject + "verify-metrics did not run in this build"
                + (unjudged.hasLimits() && !unjudged.by().fromCommandLine()
                        ? ", although limits are set. Let the build reach the phase of verify-metrics (verify by default),"
                                + " and bind the goal if it is not bound"
                        : "");
    }

    private String nobodyJudgedTheMerge(Deed set, Deed merge) {
        String merged = AggregateMetricsMojo.GOAL + " (" + merge.by().inWords() + ") merged it, but ";
        String module = SafeText.of(set.by().module());
        return done.isJudged(merge)
                ? merged + "the limits of " + module + " do not hold for what is merged. Let verify-metrics run in "
                        + module + " too, or remove its limits"
                : merged + "nobody judged what came of it" + (merge.hasLimits() ? ", although limits are set" : "")
                        + ". Let persist-metrics and verify-metrics run after it";
    }

    /** A verification or merge that cannot have read what is about to be written but looks as if it had. */
    private static @Nullable Deed earlierReading(Execution by, Deeds there) {
        if (by.fromCommandLine()) {
            return null;
        }
        boolean hasTried = false;
        for (Deed deed : there.all()) {
            boolean isOwn = deed.by().isOfTheModuleOf(by);
            hasTried |= isOwn && deed.kind() == Kind.FOUND_NO_SNAPSHOT;
            boolean hasUsed = deed.kind() == Kind.JUDGED || deed.kind() == Kind.AGGREGATED;
            boolean isMisleading = isOwn ? (deed.isOfVerification() || hasUsed) && !hasTried : hasUsed;
            if (isMisleading && !deed.by().fromCommandLine()) {
                return deed;
            }
        }
        return null;
    }

    private static String cameFirst(Deed reading, Execution by) {
        Execution reader = reading.by();
        boolean isOwn = reader.isOfTheModuleOf(by);
        boolean isMerge = reading.kind() == Kind.AGGREGATED;
        String goal = isMerge ? AggregateMetricsMojo.GOAL : "verify-metrics";
        return goal + " (" + (isOwn ? reader.inItsModule() : reader.inWords()) + ") ran on that directory first, so it "
                + (isMerge ? "merged an earlier set. " : "judged an earlier set or none. ")
                + (isOwn
                        ? "Let persist-metrics run before " + goal
                                + ": in an earlier <phase>, or listed first where both have the same"
                        : buildFirst(by.module(), reader.module()));
    }

    /** The way out where a module reads what another writes later. */
    static String buildFirst(String module, String reader) {
        return "Let " + SafeText.of(module) + " be built before " + SafeText.of(reader)
                + ": make it a dependency, or list it first in <modules>";
    }
}
