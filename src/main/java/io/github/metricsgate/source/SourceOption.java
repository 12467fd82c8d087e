package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** An element of a source in the pom that only some formats understand. */
public enum SourceOption {
    /** The unit of the times in the file, where the file does not say it. */
    UNIT("unit", "one of ns, us, ms, s, m, h", value -> DurationUnit.ofSymbol(value)
            .isPresent()),
    /**
     * Where there are raw values, the percentiles to take beside p50, p95 and p99; where there are not, which ones the file
     * has, in its order, if it does not say so itself.
     */
    PERCENTILES("percentiles", "numbers over 0 and up to 100, as in 90,95,99", SourceOption::arePercentiles),
    /** By which tags, beside its name, results are told apart. */
    SPLIT_BY("splitBy", "names of tags, as in name,group", SourceOption::areNames),
    /** Whether results that sum up others are items of their own. */
    TRANSACTIONS("transactions", List.of("exclude", "include", "only")),
    /** Whether parts of a result are items of their own. */
    SUB_RESULTS("subResults", List.of("exclude", "include"));

    private static final Pattern PERCENTILE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,10})?");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final String element;
    private final String expected;
    private final Predicate<String> isValid;

    SourceOption(String element, List<String> choices) {
        this(element, "one of " + String.join(", ", choices), choices::contains);
    }

    SourceOption(String element, String expected, Predicate<String> isValid) {
        this.element = element;
        this.expected = expected;
        this.isValid = isValid;
    }

    /** As the pom writes it. */
    public String element() {
        return element;
    }

    /** What it may be, as a noun phrase. */
    public String expected() {
        return expected;
    }

    public boolean isValid(String value) {
        return isValid.test(value);
    }

    public static Optional<SourceOption> ofElement(String element) {
        for (SourceOption option : values()) {
            if (option.element.equals(element)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private static boolean arePercentiles(String value) {
        for (String part : SourceOptions.parts(value)) {
            if (!PERCENTILE.matcher(part).matches()
                    || new BigDecimal(part).signum() == 0
                    || new BigDecimal(part).compareTo(ALL) > 0) {
                return false;
            }
        }
        return !SourceOptions.parts(value).isEmpty();
    }

    private static boolean areNames(String value) {
        return !SourceOptions.parts(value).isEmpty();
    }
}
