package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.report.Presentation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Phases, thresholds and sets for tests that read no files. */
public final class Example {

    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Example() {}

    /** A phase of one item that says nothing but its p99. */
    public static Phase phase(String key, String name, @Nullable String p99) {
        Map<String, @Nullable String> latencies = new LinkedHashMap<>();
        latencies.put("p50", null);
        latencies.put("p95", null);
        latencies.put("p99", p99);
        return phase(key, name, latencies);
    }

    public static Phase phase(String key, String name, Map<String, @Nullable String> latencies) {
        return phase(key, name, "1", latencies);
    }

    public static Phase phase(String key, String name, String items, Map<String, @Nullable String> latencies) {
        Map<String, @Nullable BigDecimal> decimals = new LinkedHashMap<>();
        latencies.forEach((statistic, value) -> decimals.put(statistic, value == null ? null : new BigDecimal(value)));
        return new Phase(key, name, Map.of(PhaseMetric.Figure.ITEMS_PROCESSED, new BigDecimal(items)), decimals);
    }

    public static Threshold threshold(String name, Selector selector, String metric, String max) {
        Metric known = Metric.named(metric).orElseThrow();
        Limit limit = Limit.max(LimitSyntax.time(max).orElseThrow());
        return Threshold.of(name, "<thresholds><" + name + "> in the pom", selector, known, limit);
    }

    public static Threshold everything(String max) {
        return Threshold.of(
                "p99Threshold",
                "<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold",
                new Selector.Everything(),
                new PhaseMetric.Latency("p99"),
                Limit.max(LimitSyntax.time(max).orElseThrow()));
    }

    public static Threshold with(Threshold threshold, Severity severity, @Nullable String minSamples, String reason) {
        return new Threshold(
                threshold.name(),
                threshold.origin(),
                threshold.selector(),
                threshold.metric(),
                threshold.limits(),
                severity,
                minSamples == null ? null : new BigDecimal(minSamples),
                threshold.optional(),
                reason);
    }

    public static Threshold with(Threshold threshold, Limit... limits) {
        return new Threshold(
                threshold.name(),
                threshold.origin(),
                threshold.selector(),
                threshold.metric(),
                List.of(limits),
                threshold.severity(),
                threshold.minSamples(),
                threshold.optional(),
                threshold.reason());
    }

    public static Limit min(String value) {
        return Limit.min(new BigDecimal(value));
    }

    public static Limit max(String value) {
        return Limit.max(new BigDecimal(value));
    }

    /** Rules as they are in DEV when the pom sets nothing but thresholds. */
    public static Rules rules(List<Threshold> thresholds) {
        return rules(thresholds, Policy.of(Environment.DEV));
    }

    public static Rules rules(List<Threshold> thresholds, Policy policy) {
        return new Rules("module", Optional.empty(), thresholds, policy);
    }

    public static Policy policy(Environment environment, @Nullable Effect onInconclusive) {
        return new Policy(environment, null, Effect.FAILS, onInconclusive, null, null);
    }

    public static Policy maxAge(Environment environment, String milliseconds) {
        return new Policy(environment, null, Effect.FAILS, null, null, new BigDecimal(milliseconds));
    }

    /** A whole set, written an hour before {@link #NOW}, with these phases and one resource sample of 1 each. */
    public static SetReading set(Phase... phases) {
        return set(Optional.of(List.of(phases)), Optional.of(usage("1")), Violations.NONE);
    }

    /**
     * A set of the files that there is something to put into.
     *
     * @param phases empty for a set without the two files of phases
     * @param resources empty for one without samples
     */
    public static SetReading set(
            Optional<List<Phase>> phases, Optional<ResourceUsage> resources, Violations violations) {
        Path directory = Path.of("/repo/artifacts/plan1");
        List<FoundFile> files = Arrays.stream(MetricsFile.values())
                .filter(MetricsFile::required)
                .map(role -> {
                    Path path = directory.resolve(role.defaultName());
                    boolean isThere = role == MetricsFile.RESOURCE_USAGE ? resources.isPresent() : phases.isPresent();
                    return isThere
                            ? new FoundFile(role, path, "0".repeat(64), NOW.minusSeconds(3600))
                            : FoundFile.missing(role, path);
                })
                .toList();
        Run run = new Run(RunContext.unknown(), phases.orElse(List.of()), resources.orElse(ResourceUsage.none()));
        return new SetReading(directory, files, true, violations, run);
    }

    /** Resource samples in which every resource has these values. */
    public static ResourceUsage usage(String... samples) {
        Map<Resource, ResourceSummary> summaries = new EnumMap<>(Resource.class);
        for (String sample : samples) {
            BigDecimal value = new BigDecimal(sample);
            for (Resource resource : Resource.values()) {
                ResourceSummary before = summaries.get(resource);
                summaries.put(
                        resource, before == null ? ResourceSummary.of(value) : before.and(ResourceSummary.of(value)));
            }
        }
        return new ResourceUsage(samples.length, summaries);
    }

    /** What the gate says; that the reports come to the same end is checked every time. */
    public static Verification verify(Rules rules, SetReading set) {
        return verify(rules, set, Circumstances.at(NOW));
    }

    /** The same with the runs before it. */
    static Verification verify(Rules rules, SetReading set, Past past) {
        return verify(rules, set, new Circumstances(NOW, false, Optional.of(past)));
    }

    private static Verification verify(Rules rules, SetReading set, Circumstances circumstances) {
        Verification verification = Gate.verify(rules, set, circumstances);
        assertThat(Presentation.of(verification).failure().isEmpty()).isEqualTo(verification.letsTheBuildGoOn());
        return verification;
    }

    public static Verification verify(List<Threshold> thresholds, Phase... phases) {
        return verify(rules(thresholds), set(phases));
    }
}
