package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;

/** An element of a source in the pom that only some formats understand. */
public enum SourceOption {
    /** The unit of the times in the file, where the file does not say it. */
    UNIT("unit", Syntax.UNIT, "one of ns, us, ms, s, m, h, d"),
    /**
     * Where there are raw values, the percentiles to take beside p50, p95 and p99; where there are not, which ones the file
     * has, in its order, if it does not say so itself.
     */
    PERCENTILES("percentiles", Syntax.PERCENTILES, "numbers over 0 and up to 100, as in 90,95,99"),
    /** By which tags, beside its name, results are told apart. */
    SPLIT_BY("splitBy", Syntax.NAMES, "names of tags, as in name,group"),
    /** Whether results that sum up others are items of their own. */
    TRANSACTIONS("transactions", Syntax.CHOICE, "exclude, include, only"),
    /** Whether parts of a result are items of their own. */
    SUB_RESULTS("subResults", Syntax.CHOICE, "exclude, include"),
    /** Where the name of the phase stands: a JSON pointer, or a column. */
    PHASE("phase", Syntax.PLACE, "where it stands"),
    /** Where the time of an item stands. */
    VALUE("value", Syntax.PLACE, "where it stands"),
    /** Where it stands how many items took that time. */
    COUNT("count", Syntax.PLACE, "where it stands"),
    /** What is between two columns. */
    SEPARATOR("separator", Syntax.SEPARATOR, "one ASCII character that is no letter, digit or quotation mark, or tab"),
    /** In which charset the file is, where that is not UTF-8. */
    CHARSET("charset", Syntax.CHARSET, "the name of a charset that Java knows, as in GBK or windows-1252");

    private static final Pattern PERCENTILE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,10})?");
    private static final Pattern SEPARATOR_CHARACTER = Pattern.compile("[\\t -~&&[^A-Za-z0-9\"]]");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private enum Syntax {
        UNIT,
        PERCENTILES,
        /** One or more, with commas between. */
        NAMES,
        /** One of those that are expected. */
        CHOICE,
        /** Any text; the format knows better. */
        PLACE,
        SEPARATOR,
        CHARSET
    }

    private final String element;
    private final Syntax syntax;
    private final String expected;

    SourceOption(String element, Syntax syntax, String expected) {
        this.element = element;
        this.syntax = syntax;
        this.expected = expected;
    }

    /** As the pom writes it. */
    public String element() {
        return element;
    }

    /** What it may be, as a noun phrase. */
    public String expected() {
        return syntax == Syntax.CHOICE ? "one of " + expected : expected;
    }

    public boolean isValid(String value) {
        return switch (syntax) {
            case UNIT -> DurationUnit.ofSymbol(value).isPresent();
            case PERCENTILES -> arePercentiles(value);
            case NAMES -> !SourceOptions.parts(value).isEmpty();
            case CHOICE -> SourceOptions.parts(expected).contains(value);
            case PLACE -> !value.isBlank();
            case SEPARATOR ->
                value.equals("tab") || SEPARATOR_CHARACTER.matcher(value).matches();
            case CHARSET -> isCharset(value);
        };
    }

    private static boolean isCharset(String value) {
        try {
            return Charset.isSupported(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
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
}
