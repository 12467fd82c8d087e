package io.github.metricsgate.report;

import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.SourceFault;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;

/** In sentences: what is wrong with the results that collect-metrics reads, and the sets that aggregate-metrics merges. */
final class SourceWording {

    private static final int LONGEST = 2000;

    private SourceWording() {}

    static Problem problem(Finding.FaultySource finding) {
        SourceFault fault = finding.fault();
        return switch (fault.kind()) {
            case MISSING ->
                Problem.of(
                        finding,
                        Kind.MISSING_SOURCE,
                        fault.source(),
                        sentence(fault),
                        fault.optional()
                                ? ""
                                : "let the tool run before collect-metrics does, correct <files>, or say"
                                        + " <optional>true</optional>");
            case STALE, OLD ->
                Problem.of(
                        finding,
                        Kind.STALE_SOURCE,
                        fault.source(),
                        sentence(fault),
                        "let the tool run in this build, or say with <maxAge> how old its files may be");
            case UNUSABLE -> Problem.of(finding, Kind.UNUSABLE_SOURCE, fault.source(), sentence(fault), "");
            case NO_SET ->
                Problem.of(
                        finding,
                        Kind.MISSING_SET,
                        fault.source(),
                        "No metrics set of '" + SafeText.of(fault.source()) + "' (" + SafeText.of(fault.origin())
                                + "): " + SafeText.of(fault.problem(), LONGEST),
                        "");
            case MISCONFIGURED -> throw new IllegalArgumentException("is no problem of files: " + finding);
        };
    }

    static Problem problem(Finding.MisconfiguredSource finding) {
        SourceFault fault = finding.fault();
        return Problem.of(finding, Kind.MISCONFIGURED_SOURCE, fault.source(), sentence(fault), "");
    }

    static Problem problem(Finding.ForeignSnapshot finding) {
        String file = SafeText.of(finding.snapshot().toString());
        String fact = file + " is not a snapshot, it looks like " + SafeText.of(finding.looksLike(), LONGEST)
                + ": let collect-metrics read it and write the snapshot. In the pom: <goal>collect-metrics</goal> before <goal>persist-metrics</goal>, "
                + SafeText.of(finding.element(), LONGEST)
                + " instead of <snapshot>; without a pom: collect-metrics persist-metrics -D" + UserProperties.SOURCES
                + "=" + file;
        return Problem.of(finding, Kind.FOREIGN_SNAPSHOT, "snapshot", fact, "");
    }

    private static String sentence(SourceFault fault) {
        return "Source '" + SafeText.of(fault.source()) + "' (" + SafeText.of(fault.origin()) + "): "
                + SafeText.of(fault.problem(), LONGEST);
    }
}
