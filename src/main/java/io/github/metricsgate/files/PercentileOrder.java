package io.github.metricsgate.files;

import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that percentiles ascend with their rank, and that none is below the minimum or above the maximum. */
final class PercentileOrder {

    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,20}(?:\\.[0-9]{1,20})?)");

    /** Interpolated percentiles of equal values differ in the last bit of their doubles. */
    private static final BigDecimal TOLERANCE = new BigDecimal("1.000000001");

    private record Percentile(String name, BigDecimal rank, JsonNumber value) {}

    private PercentileOrder() {}

    static Violations check(String file, JsonObject histogram, JsonPointer at) {
        List<Percentile> percentiles = percentiles(histogram);
        Percentile min = statistic("min", histogram);
        Percentile max = statistic("max", histogram);
        ViolationCollector violations = new ViolationCollector();
        Percentile lower = null;
        for (Percentile percentile : percentiles) {
            if (lower != null && lower.rank.compareTo(percentile.rank) < 0 && isLarger(lower, percentile)) {
                violations.add(
                        file, at.child(percentile.name), percentile.value.position(), tooSmall(percentile, lower));
            }
            lower = percentile;
        }
        Percentile smallest = percentiles.isEmpty() ? max : percentiles.get(0);
        if (min != null && smallest != null && isLarger(min, smallest)) {
            violations.add(
                    file,
                    at.child("min"),
                    min.value.position(),
                    "found " + Excerpt.of(min.value) + ", expected at most " + smallest.name + ", which is "
                            + Excerpt.of(smallest.value));
        }
        if (max != null && lower != null && isLarger(lower, max)) {
            violations.add(file, at.child("max"), max.value.position(), tooSmall(max, lower));
        }
        return violations.violations();
    }

    private static String tooSmall(Percentile found, Percentile lower) {
        return "found " + Excerpt.of(found.value) + ", expected at least " + lower.name + ", which is "
                + Excerpt.of(lower.value);
    }

    /** The measured percentiles by rank; of equal ranks, such as {@code p99} and {@code p99.0}, in the file's order. */
    private static List<Percentile> percentiles(JsonObject histogram) {
        List<Percentile> percentiles = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : histogram.members().entrySet()) {
            if (member.getKey().startsWith("p") && member.getValue() instanceof JsonNumber value) {
                Matcher percentile = PERCENTILE.matcher(member.getKey());
                // Negative values are a separate violation.
                if (percentile.matches() && value.decimal().signum() >= 0) {
                    percentiles.add(new Percentile(member.getKey(), new BigDecimal(percentile.group(1)), value));
                }
            }
        }
        percentiles.sort(Comparator.comparing(Percentile::rank));
        return percentiles;
    }

    private static @Nullable Percentile statistic(String name, JsonObject histogram) {
        return histogram.members().get(name) instanceof JsonNumber value
                ? new Percentile(name, BigDecimal.ZERO, value)
                : null;
    }

    private static boolean isLarger(Percentile smaller, Percentile larger) {
        BigDecimal low = smaller.value.decimal();
        BigDecimal high = larger.value.decimal();
        return low.compareTo(high) > 0 && low.compareTo(high.multiply(TOLERANCE)) > 0;
    }
}
