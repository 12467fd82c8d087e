package io.github.metricsgate.report;

import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Sentences about problems with the files, and about how the run itself ended. */
final class FileWording {

    static final String REMEDY_FOR_MISSING =
            "run persist-metrics first, set <outputDirectory> (-D" + UserProperties.OUTPUT_DIRECTORY
                    + "), or switch the goals off in this module (-D" + UserProperties.SKIP + ")";

    static final String REMEDY_FOR_STALE =
            "run the pipeline again, or raise <maxAge> (-D" + UserProperties.MAX_AGE + ")";

    static final String REMEDY_FOR_SNAPSHOT =
            "let the pipeline write it before persist-metrics runs, set <snapshot> (-D" + UserProperties.SNAPSHOT
                    + "), or switch the goals off in this module (-D" + UserProperties.SKIP + ")";

    private static final String REMEDY_FOR_UNIT =
            "give the unit with \"latency_unit\" in the snapshot or <latencyUnit> in the pom (-D"
                    + UserProperties.LATENCY_UNIT + "), even if it is ms";

    private static final int LONGEST_REASON = 500;

    private FileWording() {}

    static Problem problem(Finding.OfFiles finding) {
        if (finding instanceof Finding.NoMetricsSet none) {
            return Problem.of(finding, Kind.MISSING_FILE, "set", noMetricsSet(none), REMEDY_FOR_MISSING);
        }
        if (finding instanceof Finding.MissingSnapshot missing) {
            String fact =
                    "There is no snapshot " + SafeText.of(missing.snapshot().toString());
            return Problem.of(finding, Kind.MISSING_FILE, "snapshot", fact, REMEDY_FOR_SNAPSHOT);
        }
        if (finding instanceof Finding.FaultySource source) {
            return SourceWording.problem(source);
        }
        if (finding instanceof Finding.EarlierRun earlier) {
            String fact = "The set in " + SafeText.of(earlier.directory().toString()) + " is from an earlier run"
                    + (earlier.time() == null ? "" : " (" + earlier.time() + ")")
                    + ": this build should have persisted a snapshot but found none, so the set was not judged";
            return Problem.of(finding, Kind.EARLIER_RUN, "", fact, "");
        }
        if (finding instanceof Finding.MissingFile missing) {
            String fact = SafeText.of(missing.file().path().toString()) + " is missing";
            return Problem.of(finding, Kind.MISSING_FILE, missing.file().role().classifier(), fact, REMEDY_FOR_MISSING);
        }
        if (finding instanceof Finding.StaleFile stale) {
            String fact = SafeText.of(stale.file().path().toString()) + " was written at "
                    + stale.file().lastModified() + ", which is not within the "
                    + Figures.exact(stale.maxAge(), Unit.TIME)
                    + " of <maxAge>";
            return Problem.of(finding, Kind.STALE_FILE, stale.file().role().classifier(), fact, REMEDY_FOR_STALE);
        }
        if (finding instanceof Finding.InvalidFile invalid) {
            String sentence = Names.violation(invalid.violation());
            return Problem.of(finding, Kind.VIOLATION, sentence, sentence, "");
        }
        if (finding instanceof Finding.MoreViolations more) {
            return Problem.of(finding, Kind.VIOLATION, "more", "... and " + more.unlisted() + " more", "");
        }
        throw new AssertionError(finding);
    }

    private static String noMetricsSet(Finding.NoMetricsSet none) {
        return "There is no metrics set in " + SafeText.of(none.directory().toString())
                + (none.thresholds() == 0
                        ? ""
                        : ", so " + Counted.of(none.thresholds(), "threshold")
                                + (none.thresholds() == 1 ? " was" : " were") + " not evaluated");
    }

    static Problem problem(Finding.OfRun finding) {
        if (finding instanceof Finding.AbortedRun aborted) {
            String reason = aborted.status().reason();
            String fact = "The run was aborted: "
                    + (reason.isEmpty() ? "no reason given" : SafeText.of(reason, LONGEST_REASON));
            return Problem.of(finding, Kind.ABORTED_RUN, "", fact, "");
        }
        if (finding instanceof Finding.FailedPhase failed) {
            String fact = "The pipeline says that phase " + Names.of(failed.key()) + " ended as '"
                    + Names.of(failed.status()) + "' (phase_status)";
            return Problem.of(finding, Kind.FAILED_PHASE, failed.key(), fact, "");
        }
        if (finding instanceof Finding.SuspectUnit suspect) {
            return Problem.of(finding, Kind.SUSPECT_UNIT, "", suspectUnit(suspect), REMEDY_FOR_UNIT);
        }
        if (finding instanceof Finding.OnlyZeros zeros) {
            return Problem.of(finding, Kind.ONLY_ZEROS, "", onlyZeros(zeros), "");
        }
        throw new AssertionError(finding);
    }

    private static String suspectUnit(Finding.SuspectUnit suspect) {
        Phase phase = suspect.example();
        BigDecimal items = phase.itemsProcessed();
        BigDecimal median = new PhaseMetric.Latency("p50").valueIn(phase);
        BigDecimal duration = PhaseMetric.Figure.DURATION.valueIn(phase);
        if (items == null || median == null || duration == null) {
            throw new IllegalArgumentException("nothing is suspect: " + suspect);
        }
        String unit = DurationUnit.ofMilliseconds(suspect.milliseconds())
                .map(known -> "probably " + known.symbol())
                .orElse("not ms");
        return "The unit of the percentiles is " + unit + "; ms was assumed: phase " + Names.phase(phase)
                + " has "
                + Counted.of(items, "item") + " with a p50 of " + measured(median) + " in "
                + measured(duration)
                + (suspect.phases() == 1 ? "" : ", and " + Counted.of(suspect.phases() - 1, "other phase") + " alike");
    }

    /** Each in a unit of its own: of what lies a thousand times apart, one has too many digits in the other's. */
    private static String measured(BigDecimal time) {
        return Figures.row(List.of(time), List.of(), Unit.TIME).withUnit(time);
    }

    private static String onlyZeros(Finding.OnlyZeros zeros) {
        List<String> names = new ArrayList<>();
        zeros.resources().forEach(resource -> names.add(resource.field()));
        return "Nothing but zeros: every sample of " + Listed.and(names) + " is 0, so it was probably not measured";
    }
}
