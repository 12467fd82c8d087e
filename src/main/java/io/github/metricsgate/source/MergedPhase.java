package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The same phase of several sets as one. Nothing is averaged that has no average: percentiles are those of the merged
 * histograms, and what cannot be told of all sets is not measured, and says why.
 */
final class MergedPhase {

    /** The detail that says which sets a phase was merged from. */
    private static final String MERGED_FROM = "merged from";

    private static final String NOT_MERGED = "not merged";
    private static final String FORMAT = "metrics-set";

    private static final List<Figure> SUMS =
            List.of(Figure.DURATION, Figure.ITEMS_PROCESSED, Figure.ITEMS_FAILED, Figure.ITEMS_REMAINING);
    private static final List<Figure> LENGTHS = List.of(Figure.WARNINGS, Figure.ERRORS, Figure.ANOMALIES);

    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,3}(?:\\.[0-9]{1,100})?)");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final String key;
    private final List<Member> members;
    /** Those that have items, or may have. */
    private final List<Member> measured = new ArrayList<>();

    private final List<String> notMerged = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();

    /**
     * A phase of a set.
     *
     * @param set the set's name
     * @param place where it is, for people
     */
    record Member(String set, String place, Phase phase) {

        String shown() {
            return set.equals(place) ? set : set + " (" + place + ")";
        }
    }

    /**
     * What the members come to.
     *
     * @param lost what there is not although some member has it
     */
    record Result(Phase phase, List<Lost> lost) {}

    /** @param why as a clause */
    record Lost(String what, String why) {}

    private MergedPhase(String key, List<Member> members) {
        this.key = key;
        this.members = members;
        for (Member member : members) {
            BigDecimal items = member.phase().itemsProcessed();
            if (items == null || items.signum() > 0) {
                measured.add(member);
            }
        }
    }

    /** @param members at least one, of one name */
    static Result of(String key, List<Member> members) {
        MergedPhase merged = new MergedPhase(key, members);
        return members.size() == 1 ? merged.single(members.get(0)) : merged.several();
    }

    /** With a single one nothing is merged, and nothing is lost. */
    private Result single(Member member) {
        Phase phase = member.phase();
        PhaseSource source = phase.source();
        Map<String, String> details = new LinkedHashMap<>();
        details.put(MERGED_FROM, member.shown());
        PhaseSource its = source == null
                ? new PhaseSource(member.set(), FORMAT, member.place(), details)
                : new PhaseSource(source.name(), source.format(), source.file(), with(source.details(), details));
        return new Result(
                new Phase(
                        key,
                        phase.name(),
                        phase.figures(),
                        phase.latencies(),
                        phase.measures(),
                        phase.histogram(),
                        its),
                List.of());
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    private Result several() {
        if (measured.size() == 1) {
            return withLatenciesOf(measured.get(0));
        }
        Histograms histograms = histograms();
        Map<String, @Nullable BigDecimal> latencies = latencies(histograms);
        if (!histograms.missing().isEmpty() && measured.stream().anyMatch(member -> hasPercentile(member.phase()))) {
            lost.add(0, new Lost("percentiles", histograms.missing()));
        }
        Histogram ours = histograms.merged().ours();
        return result(
                latencies,
                histograms.missing().isEmpty() && ours.getTotalCount() > 0 ? PhaseHistogram.encode(ours) : null,
                histograms.missing().isEmpty()
                        ? "nearest rank of " + histograms.merged().total() + " values in the histograms of "
                                + measured.size() + " sets"
                        : PhaseSource.NO_PERCENTILES + histograms.missing());
    }

    /** No other has an item, so there are no latencies to merge. */
    private Result withLatenciesOf(Member only) {
        PhaseSource its = only.phase().source();
        String percentiles = its == null ? null : its.details().get(PhaseSource.PERCENTILES);
        return result(
                only.phase().latencies(),
                only.phase().histogram(),
                percentiles == null ? "those of " + only.set() + ", as no other set has an item of it" : percentiles);
    }

    /** @param percentiles what they are */
    private Result result(Map<String, @Nullable BigDecimal> latencies, @Nullable String histogram, String percentiles) {
        Map<Figure, BigDecimal> figures = figures();
        Map<String, @Nullable BigDecimal> measures = new LinkedHashMap<>();
        for (Member member : members) {
            member.phase().measures().keySet().forEach(measure -> measures.put(measure, null));
        }
        if (!measures.isEmpty()) {
            notMerged.add("measures, as neither the sum nor the mean of one need mean anything");
        }
        Map<String, String> details = new LinkedHashMap<>();
        details.put(MERGED_FROM, joined(members.stream().map(Member::shown).toList()));
        details.put(PhaseSource.PERCENTILES, percentiles);
        if (!notMerged.isEmpty()) {
            details.put(NOT_MERGED, String.join("; ", notMerged));
        }
        return new Result(
                new Phase(
                        key,
                        members.get(0).phase().name(),
                        figures,
                        latencies,
                        measures,
                        histogram,
                        new PhaseSource(
                                "aggregate-metrics", FORMAT, "the merge of " + members.size() + " sets", details)),
                List.copyOf(lost));
    }

    private static boolean hasPercentile(Phase phase) {
        for (Map.Entry<String, @Nullable BigDecimal> latency : phase.latencies().entrySet()) {
            if (latency.getValue() != null && rank(latency.getKey()) != null) {
                return true;
            }
        }
        return false;
    }

    /** In their order, each once. */
    private static String joined(Collection<String> texts) {
        return String.join(", ", new LinkedHashSet<>(texts));
    }

    /**
     * The histograms of all members that have items.
     *
     * @param missing why percentiles cannot be told from them, as a clause; empty if they can
     */
    private record Histograms(MergedHistogram merged, String missing) {}

    private Histograms histograms() {
        MergedHistogram merged = new MergedHistogram(MemoryBudget.ofOneResult(), DurationUnit.NANOSECONDS);
        List<String> missing = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (Member member : measured) {
            String encoded = member.phase().histogram();
            if (encoded == null) {
                without.add(member.set());
            } else {
                add(encoded, member, merged).ifPresent(missing::add);
            }
        }
        if (!without.isEmpty()) {
            missing.add(0, "no histogram in " + joined(without));
        }
        if (missing.isEmpty() && measured.isEmpty()) {
            missing.add("no set has an item of it");
        }
        return new Histograms(merged, String.join("; ", missing));
    }

    /** Returns why it cannot be added; empty if it was. */
    private static Optional<String> add(String encoded, Member member, MergedHistogram merged) {
        Histogram histogram;
        try {
            histogram = EncodedHistogram.decode(encoded, MemoryBudget.ofOneResult()::take);
        } catch (InvalidValueException e) {
            return Optional.of("in " + member.set() + ", " + e.problem());
        }
        BigDecimal items = member.phase().itemsProcessed();
        if (items != null && items.compareTo(BigDecimal.valueOf(histogram.getTotalCount())) != 0) {
            return Optional.of("the histogram in " + member.set() + " has " + histogram.getTotalCount() + " of "
                    + items.toPlainString() + " items");
        }
        merged.add(histogram, DurationUnit.NANOSECONDS);
        return Optional.empty();
    }

    private Map<String, @Nullable BigDecimal> latencies(Histograms histograms) {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        Phase.PERCENTILES.forEach(percentile -> latencies.put(percentile, null));
        for (Member member : members) {
            member.phase().latencies().keySet().forEach(statistic -> latencies.put(statistic, null));
        }
        BigDecimal min = extreme("min", BigDecimal::min);
        BigDecimal max = extreme("max", BigDecimal::max);
        if (histograms.missing().isEmpty()) {
            fromHistogram(latencies, histograms.merged(), min, max);
        }
        put(latencies, "min", min);
        put(latencies, "max", max);
        put(latencies, "mean", mean());
        List<String> others = new ArrayList<>();
        latencies.forEach((statistic, value) -> {
            boolean isLost = value == null && members.stream().anyMatch(member -> has(member, statistic));
            if (isLost && rank(statistic) == null) {
                others.add(statistic);
            }
        });
        if (!others.isEmpty()) {
            notMerged.add(String.join(", ", others) + ", which cannot be told from those of the sets");
        }
        return latencies;
    }

    private static boolean has(Member member, String statistic) {
        return member.phase().latencies().get(statistic) != null;
    }

    /**
     * @param min the smallest latency, where the sets say it, rounded perhaps
     * @param max the largest latency, where that is known exactly: a histogram only knows the end of its bucket
     */
    private static void fromHistogram(
            Map<String, @Nullable BigDecimal> latencies,
            MergedHistogram histogram,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {
        Set<BigDecimal> ranks = new TreeSet<>();
        for (String statistic : latencies.keySet()) {
            BigDecimal rank = rank(statistic);
            if (rank != null) {
                ranks.add(rank);
            }
        }
        Map<String, @Nullable BigDecimal> statistics = histogram.statistics(ranks);
        latencies.replaceAll((statistic, unused) -> {
            BigDecimal rank = rank(statistic);
            BigDecimal value = statistics.get(rank == null ? statistic : LatencyValues.key(rank));
            return value == null ? null : within(value, min, max);
        });
        for (String statistic : List.of("min", "max", "mean", "stddev")) {
            latencies.putIfAbsent(statistic, statistics.get(statistic));
        }
    }

    private static BigDecimal within(BigDecimal value, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        BigDecimal atMost = max == null ? value : value.min(max);
        return min == null ? atMost : atMost.max(min);
    }

    /** Of the key of a percentile over 0 and up to 100; null if it is none. */
    private static @Nullable BigDecimal rank(String statistic) {
        Matcher percentile = PERCENTILE.matcher(statistic);
        if (!percentile.matches()) {
            return null;
        }
        BigDecimal rank = new BigDecimal(percentile.group(1));
        return rank.signum() > 0 && rank.compareTo(ALL) <= 0 ? rank : null;
    }

    private @Nullable BigDecimal extreme(String statistic, BinaryOperator<BigDecimal> which) {
        BigDecimal extreme = null;
        for (Member member : measured) {
            BigDecimal value = member.phase().latencies().get(statistic);
            if (value == null) {
                return null;
            }
            extreme = extreme == null ? value : which.apply(extreme, value);
        }
        return extreme;
    }

    /** Each weighted by its items. */
    private @Nullable BigDecimal mean() {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal all = BigDecimal.ZERO;
        for (Member member : measured) {
            BigDecimal items = member.phase().itemsProcessed();
            BigDecimal mean = member.phase().latencies().get("mean");
            if (items == null || mean == null) {
                return null;
            }
            sum = sum.add(mean.multiply(items));
            all = all.add(items);
        }
        return all.signum() == 0 ? null : Decimals.plain(sum.divide(all, LatencyValues.INEXACT));
    }

    private static void put(Map<String, @Nullable BigDecimal> latencies, String statistic, @Nullable BigDecimal exact) {
        if (exact != null) {
            latencies.put(statistic, exact);
        }
    }

    private Map<Figure, BigDecimal> figures() {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        for (Figure figure : SUMS) {
            BigDecimal sum = sum(figure);
            if (sum != null) {
                figures.put(figure, sum);
            }
        }
        for (Figure length : LENGTHS) {
            members.stream()
                    .map(member -> member.phase().figures().get(length))
                    .filter(number -> number != null)
                    .reduce(BigDecimal::add)
                    .ifPresent(number -> figures.put(length, number));
        }
        addRates(figures);
        checkRate(Figure.THROUGHPUT, Figure.ITEMS_PROCESSED, Figure.DURATION, figures);
        checkRate(Figure.ERROR_RATE, Figure.ITEMS_PROCESSED, Figure.ITEMS_FAILED, figures);
        checkRate(Figure.PROGRESS, Figure.ITEMS_PROCESSED, Figure.ITEMS_REMAINING, figures);
        return figures;
    }

    private @Nullable BigDecimal sum(Figure figure) {
        BigDecimal sum = BigDecimal.ZERO;
        List<String> without = new ArrayList<>();
        for (Member member : members) {
            BigDecimal value = member.phase().figures().get(figure);
            if (value == null) {
                without.add(member.set());
            } else {
                sum = sum.add(value);
            }
        }
        if (without.isEmpty()) {
            return sum;
        }
        if (without.size() < members.size()) {
            notMerged.add(figure.key() + ", which is not known of " + joined(without));
        }
        return null;
    }

    /** A rate that some member has must not vanish without a word. */
    private void checkRate(Figure rate, Figure one, Figure other, Map<Figure, BigDecimal> figures) {
        if (figures.containsKey(rate)
                || members.stream().noneMatch(member -> member.phase().figures().containsKey(rate))) {
            return;
        }
        List<String> unknown = new ArrayList<>();
        for (Figure part : List.of(one, other)) {
            if (!figures.containsKey(part)) {
                unknown.add(part.key());
            }
        }
        String why = unknown.isEmpty()
                ? "the sums of " + one.key() + " and " + other.key() + " give none"
                : String.join(" and ", unknown) + (unknown.size() == 1 ? " is" : " are") + " not known of all sets";
        notMerged.add(rate.key() + ", as " + why);
        lost.add(new Lost(rate.key(), why));
    }

    private static void addRates(Map<Figure, BigDecimal> figures) {
        BigDecimal processed = figures.get(Figure.ITEMS_PROCESSED);
        BigDecimal failed = figures.get(Figure.ITEMS_FAILED);
        BigDecimal remaining = figures.get(Figure.ITEMS_REMAINING);
        BigDecimal duration = figures.get(Figure.DURATION);
        if (processed == null) {
            return;
        }
        BigDecimal errorRate = failed == null ? null : Figure.errorRate(processed, failed);
        if (errorRate != null) {
            figures.put(Figure.ERROR_RATE, errorRate);
        }
        if (duration != null && duration.signum() > 0) {
            figures.put(
                    Figure.THROUGHPUT,
                    Decimals.plain(processed.movePointRight(3).divide(duration, LatencyValues.INEXACT)));
        }
        BigDecimal total = remaining == null ? BigDecimal.ZERO : processed.add(remaining);
        if (total.signum() > 0 && processed.compareTo(total) <= 0) {
            figures.put(Figure.PROGRESS, Decimals.plain(processed.divide(total, LatencyValues.INEXACT)));
        }
    }
}
