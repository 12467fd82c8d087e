package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scrape as it is read, family by family. Both text formats are alike; only OpenMetrics says where it ends, and that it is
 * OpenMetrics shows where it has what the other has not.
 */
final class PrometheusText {

    static final String END = "# EOF";

    private static final Pattern METADATA =
            Pattern.compile("#[ \\t]+(HELP|TYPE|UNIT)[ \\t]+(\"[^\"]{1,2000}\"|[^ \\t]++)(?:[ \\t]+(.*))?");
    private static final Set<String> OPENMETRICS_TYPES = Set.of("unknown", "info", "stateset", "gaugehistogram");
    private static final int MOST_NAMED = 5;

    private final SourceInput input;
    private final SourceOptions options;
    private final Items items;
    private final Set<String> finished = new HashSet<>();
    private final List<String> withoutUnit = new ArrayList<>();
    private int moreWithoutUnit;
    private long held;
    private boolean isOpenMetrics;
    private boolean hasTimes;
    private @Nullable PrometheusFamily family;

    PrometheusText(SourceInput input, SourceOptions options, Items items) {
        this.input = input;
        this.options = options;
        this.items = items;
    }

    void read() throws IOException {
        LineReader lines = input.lines();
        boolean hasEnd = false;
        String line = lines.next();
        while (line != null) {
            if (hasEnd) {
                throw new InvalidValueException("there is more behind " + END);
            }
            hasEnd = line.equals(END);
            if (!hasEnd && !lines.hasEnded()) {
                throw new InvalidValueException("the last line has no end");
            }
            if (!hasEnd) {
                read(line);
            }
            line = lines.next();
        }
        isOpenMetrics |= hasEnd;
        finish();
        if (isOpenMetrics && !hasEnd) {
            throw new InvalidValueException("it is OpenMetrics, and its last line, " + END + ", is missing");
        }
        sayWhatIsLeftOut();
    }

    private void read(String line) {
        if (line.startsWith("#")) {
            Matcher metadata = METADATA.matcher(line);
            if (metadata.matches()) {
                String rest = metadata.group(3);
                metadata(metadata.group(1), name(metadata.group(2)), rest == null ? "" : rest.strip());
            }
        } else if (!line.isBlank()) {
            sample(PrometheusSample.of(line));
        }
    }

    private static String name(String written) {
        return Items.checkedName(written.startsWith("\"") ? written.substring(1, written.length() - 1) : written);
    }

    private void metadata(String kind, String name, String rest) {
        PrometheusFamily current = family;
        if (current == null || !current.name().equals(name)) {
            finish();
            current = new PrometheusFamily(name, items);
            family = current;
        }
        if (finished.contains(name)) {
            throw new InvalidValueException(
                    Quoted.text(name) + " is there twice: there are several scrapes in the file");
        }
        switch (kind) {
            case "TYPE" -> {
                current.type(rest);
                isOpenMetrics |= OPENMETRICS_TYPES.contains(rest);
            }
            case "UNIT" -> {
                current.unit(rest);
                isOpenMetrics = true;
            }
            default -> {}
        }
    }

    private void sample(PrometheusSample sample) {
        isOpenMetrics |= sample.hasExemplar();
        PrometheusFamily current = family;
        if (current != null) {
            if (current.take(sample)) {
                return;
            }
            isOpenMetrics |= current.isCounter() && sample.name().equals(current.name() + "_total");
        }
        String name = sample.name();
        int suffix = name.lastIndexOf('_');
        if (finished.contains(name)
                || (suffix > 0 && finished.contains(name.substring(0, suffix)) && isPart(name, suffix))) {
            throw new InvalidValueException(Quoted.text(name) + " is there again, behind other metrics");
        }
        if (name.endsWith("_bucket") && sample.labels().containsKey("le")) {
            items.note(Quoted.text(name) + " is left out: the file does not say with # TYPE that it is a histogram.");
        }
    }

    private static boolean isPart(String name, int suffix) {
        return Set.of("_bucket", "_count", "_sum", "_created").contains(name.substring(suffix));
    }

    private void finish() {
        PrometheusFamily last = family;
        family = null;
        if (last == null || !last.isOfItems() || !last.hasSamples()) {
            return;
        }
        held += 100 + 2L * last.name().length();
        items.requireMemory(held);
        finished.add(last.name());
        Optional<DurationUnit> unit = last.unit(options);
        if (unit.isPresent()) {
            last.into(options, unit.get(), !isOpenMetrics);
            hasTimes = true;
        } else if (!last.isOfOtherUnit()) {
            if (withoutUnit.size() < MOST_NAMED) {
                withoutUnit.add(Quoted.text(last.name()));
            } else {
                moreWithoutUnit++;
            }
        }
    }

    private void sayWhatIsLeftOut() throws UnreadableSourceException {
        if (withoutUnit.isEmpty()) {
            return;
        }
        String names =
                String.join(", ", withoutUnit) + (moreWithoutUnit > 0 ? " and " + moreWithoutUnit + " more" : "");
        if (!hasTimes) {
            throw input.unreadableUnless(
                    "neither a name (as _seconds) nor # UNIT says the unit of " + names,
                    "Say it in the pom, as in <unit>s</unit>.");
        }
        items.note("Left out are " + names + ": nothing says that their values are times. <unit> in the pom does.");
    }
}
