package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The times in a file of which only the pom knows where they stand. */
final class PlacedValues {

    /** The item of values without a phase. */
    static final String ALL = "all";

    static final String UNITS = "ns, us, ms, s, m, h, d";

    private final Items items;
    private final @Nullable DurationUnit unit;

    private PlacedValues(Items items, @Nullable DurationUnit unit) {
        this.items = items;
        this.unit = unit;
    }

    /** @throws UnreadableSourceException if the pom does not say where the values stand, or their unit */
    static PlacedValues of(SourceInput input, SourceOptions options, Items items, String example)
            throws UnreadableSourceException {
        if (options.text(SourceOption.VALUE).isEmpty()) {
            throw input.unreadableUnless(
                    "the pom does not say where the values are", "Add it to the source: " + example + ".");
        }
        if (options.text(SourceOption.UNIT).isEmpty()) {
            throw input.unreadableUnless(
                    "the pom does not say which unit its values have",
                    "Add it to the source: <unit>ns</unit>, or us, ms, s, or where the file has it.");
        }
        return new PlacedValues(items, options.unit().orElse(null));
    }

    /** Where the unit stands; empty if the pom says it. */
    static Optional<String> unitPlace(SourceOptions options) {
        return options.unit().isPresent() ? Optional.empty() : options.text(SourceOption.UNIT);
    }

    /**
     * So many items that took so long.
     *
     * @param phase blank if it has no name
     * @param value null if nothing was measured
     * @param itsUnit as the file writes it; null if the pom says it
     * @param what a name for the value in the error
     */
    void add(String phase, @Nullable BigDecimal value, @Nullable String itsUnit, long count, String what) {
        DurationUnit known = unit != null ? unit : ofSymbol(String.valueOf(itsUnit), what);
        PhaseAccumulator item = items.item(phase.isBlank() ? "unnamed" : phase);
        item.detail("unit", known.symbol());
        // There is no word on failures.
        item.failuresUnknown();
        if (value == null) {
            item.fail(0);
        } else {
            item.addMilliseconds(Decimals.milliseconds(value, known, what), count);
        }
    }

    private static DurationUnit ofSymbol(String symbol, String what) {
        return DurationUnit.ofSymbol(symbol)
                .orElseThrow(() -> new InvalidValueException(
                        "the unit of " + what + " is " + Quoted.text(symbol) + ", expected one of " + UNITS));
    }
}
