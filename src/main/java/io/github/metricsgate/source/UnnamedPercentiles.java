package io.github.metricsgate.source;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Percentiles of which the file does not say which ones they are, as the tool's settings decide it: the pom must. */
final class UnnamedPercentiles {

    private UnnamedPercentiles() {}

    /** Whether {@code <percentiles>} has so many, all different. */
    static boolean isValid(String value, Set<Integer> counts) {
        if (!SourceOption.PERCENTILES.isValid(value)) {
            return false;
        }
        List<String> parts = SourceOptions.parts(value);
        Set<BigDecimal> different = new HashSet<>();
        parts.forEach(part -> different.add(new BigDecimal(part).stripTrailingZeros()));
        return counts.contains(parts.size()) && different.size() == parts.size();
    }

    /**
     * Their ranks, in the order of the file.
     *
     * @param fields what the file calls them
     * @param byDefault what they are if nobody changed the settings
     * @param settings where the tool was told which ones to write
     * @throws UnreadableSourceException if the pom does not say them; it has the line to add
     */
    static List<BigDecimal> required(
            SourceInput input, SourceOptions options, String fields, String byDefault, String settings)
            throws UnreadableSourceException {
        List<BigDecimal> ranks = options.percentiles();
        if (ranks.isEmpty()) {
            throw input.unreadableUnless(
                    "it does not say which percentiles its " + fields + " are",
                    "Add it to the source in the pom: <percentiles>" + byDefault
                            + "</percentiles>, which they are unless " + settings + " other ones.");
        }
        return ranks;
    }
}
