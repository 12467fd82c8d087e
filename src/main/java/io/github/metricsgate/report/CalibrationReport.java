package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Calibration;
import io.github.metricsgate.gate.Calibration.OfSeries;
import io.github.metricsgate.gate.Calibration.Outcome;
import io.github.metricsgate.gate.Calibration.Proposal;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A calibration in words: for the log, and as a page of Markdown. */
public final class CalibrationReport {

    private static final int ROWS_IN_LOG = 20;
    private static final int ROWS_IN_FILE = 2000;
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_ELEMENT = 40;
    private static final String NONE = "-";

    private static final List<String> HEADINGS =
            List.of("series", "runs", "noise", "found in 1", "2", "3 runs", "false alarms in 100 builds", "calm from");

    private final Outcome outcome;
    private final BaselineRules rules;
    private final String branch;
    private final double target;

    /**
     * @param rules the present settings
     * @param branch whose runs they are, for people
     * @param target how many of 100 builds may have a false alarm
     */
    public CalibrationReport(Outcome outcome, BaselineRules rules, String branch, double target) {
        this.outcome = outcome;
        this.rules = rules;
        this.branch = branch;
        this.target = target;
    }

    /** What to print. */
    public List<String> lines() {
        return lines(ROWS_IN_LOG);
    }

    private List<String> lines(int rows) {
        List<String> lines = new ArrayList<>();
        if (outcome.proposal().isEmpty()) {
            lines.add(tooFew());
            lines.addAll(leftOut());
            return lines;
        }
        lines.addAll(about());
        lines.addAll(table(rows));
        lines.addAll(summary());
        lines.add(introduction(outcome.proposal().get()));
        lines.addAll(snippet(outcome.proposal().get()));
        return lines;
    }

    /** The same as a page of Markdown, with all series: indented, so that no name is taken for markup. */
    public String markdown() {
        StringBuilder page = new StringBuilder("# Calibration\n\n");
        for (String line : lines(ROWS_IN_FILE)) {
            page.append("    ").append(line).append('\n');
        }
        return page.toString();
    }

    private String tooFew() {
        return "Too few runs to calibrate: there " + (outcome.runs() == 1 ? "is " : "are ") + outcome.runs() + " on "
                + branch + " that can be compared with the newest one, and " + outcome.needed()
                + " are needed (<minRuns>, and 7 to see whether an alarm was a false one)";
    }

    private List<String> leftOut() {
        List<String> lines = new ArrayList<>();
        outcome.leftOut().forEach((reason, count) -> lines.add("Left out: " + count + " " + SafeText.of(reason)));
        return lines;
    }

    private List<String> about() {
        List<String> lines = new ArrayList<>();
        lines.add("Calibrated on " + Counted.of(outcome.used(), "run") + " on " + branch
                + (outcome.used() < outcome.runs() ? ", the newest of " + outcome.runs() : "") + ", "
                + outcome.series().size() + " series"
                + (outcome.tooShort() > 0
                        ? "; " + outcome.tooShort() + " more have fewer than " + outcome.needed() + " values"
                        : ""));
        lines.addAll(leftOut());
        return lines;
    }

    private List<String> table(int most) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        outcome.series().stream().limit(most).forEach(series -> rows.add(cells(series)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i == 0 ? "" : "  ").append(i == 0 ? row.get(i) + padding : padding + row.get(i));
            }
            lines.add(line.toString());
        }
        if (outcome.series().size() > most) {
            OfSeries first = outcome.series().get(most);
            lines.add("and " + (outcome.series().size() - most) + " more series, with at most "
                    + number(first.falseAlarmsPer100(), 1) + " false alarms in 100 builds");
        }
        return lines;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private List<String> cells(OfSeries series) {
        List<String> cells = new ArrayList<>();
        cells.add(label(series));
        cells.add(String.valueOf(series.runs()));
        cells.add(Double.isFinite(series.noisePercent()) ? number(series.noisePercent(), 1) + " %" : NONE);
        String sign = series.direction() == Direction.LARGER_IS_BETTER ? "-" : "+";
        for (int within = 1; within <= series.found().size(); within++) {
            int step = series.found().get(within - 1);
            cells.add(step > 0 ? sign + shown(series, step) + " %" : NONE);
        }
        cells.add(number(series.falseAlarmsPer100(), 1));
        OptionalInt calm = series.calmLimit();
        cells.add(calm.isPresent() ? calm.getAsInt() + " %" : "too noisy");
        return cells;
    }

    /** A rate that is three times as bad is a third. */
    private static long shown(OfSeries series, int step) {
        return series.direction() == Direction.LARGER_IS_BETTER ? Math.round(100.0 * step / (100 + step)) : step;
    }

    private static String label(OfSeries series) {
        String name = series.phaseName();
        String phase = series.name().phase() == null
                ? ""
                : name == null ? series.name().phase() : name;
        String metric = series.name().metric().key();
        String whole = SafeText.of((phase + " " + metric).strip());
        int length = width(whole);
        return length <= LONGEST_LABEL
                ? whole
                : "\u2026" + whole.substring(whole.offsetByCodePoints(0, length - LONGEST_LABEL + 1));
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add("By the present settings (<confirmations> " + rules.confirmations() + ", <window> " + rules.window()
                + ", <minRuns> " + rules.minRuns() + "), " + builds(outcome.present()));
        long noisy = outcome.series().stream()
                .filter(series -> series.calmLimit().isEmpty())
                .count();
        if (noisy > 0) {
            lines.add(noisy + " series" + (noisy == 1 ? " is" : " are")
                    + " too noisy to gate: no limit on the change is calm");
        }
        return lines;
    }

    private static String builds(Calibration.Builds builds) {
        return builds.alarmed() + " of " + Counted.of(builds.checked(), "build") + " would have had a false alarm, "
                + number(builds.per100(), 1) + " in 100";
    }

    private String introduction(Proposal proposal) {
        boolean isReached = proposal.builds().per100() <= target;
        String asked = BigDecimal.valueOf(target).stripTrailingZeros().toPlainString() + " in 100";
        return (isReached
                        ? "For at most " + asked + ", this goes into the plugin's <configuration>; with it, "
                        : "Nothing that was tried comes down to " + asked + "; this comes nearest, and with it, ")
                + builds(proposal.builds()) + ":";
    }

    /** The elements of the configuration, a line each. */
    public List<String> snippet() {
        return outcome.proposal().map(this::snippet).orElse(List.of());
    }

    private List<String> snippet(Proposal proposal) {
        List<String> lines = new ArrayList<>();
        lines.add("<regressions>fail</regressions>");
        lines.add("<confirmations>" + proposal.confirmations() + "</confirmations>");
        if (!proposal.limited().isEmpty()) {
            lines.add("<thresholds>");
            Set<String> names = new HashSet<>();
            proposal.limited()
                    .forEach(
                            (series, limit) -> lines.add(
                                    "  "
                                            + (isPossibleInXml(series)
                                                    ? threshold(series, limit, names)
                                                    : "<!-- one series is left out: its name has characters that XML cannot have -->")));
            lines.add("</thresholds>");
        }
        return lines;
    }

    private String threshold(SeriesName series, OptionalInt limit, Set<String> names) {
        String element = element(series, names);
        boolean isDecrease = direction(series) == Direction.LARGER_IS_BETTER;
        String kind = isDecrease ? "maxDecrease" : "maxIncrease";
        StringBuilder xml = new StringBuilder("<").append(element).append('>');
        if (series.phase() != null) {
            xml.append("<phase>").append(escaped(series.phase())).append("</phase>");
        }
        xml.append("<metric>").append(escaped(series.metric().key())).append("</metric>");
        xml.append('<')
                .append(kind)
                .append('>')
                .append(limit.orElse(isDecrease ? 90 : 200))
                .append("%</")
                .append(kind);
        xml.append('>');
        if (limit.isEmpty()) {
            xml.append("<severity>warn</severity>");
        }
        return xml.append("</").append(element).append('>').toString();
    }

    private Direction direction(SeriesName name) {
        for (OfSeries series : outcome.series()) {
            if (series.name().equals(name)) {
                return series.direction();
            }
        }
        return Direction.UNKNOWN;
    }

    private String element(SeriesName series, Set<String> names) {
        String phase = series.phase() == null ? "run" : phaseName(series);
        String text =
                (phase + "-" + series.metric().key()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String stripped = text.replaceAll("^-+|-+$", "");
        String tail = stripped.substring(Math.max(0, stripped.length() - LONGEST_ELEMENT))
                .replaceAll("^-+", "");
        String name = tail.isEmpty() || !Character.isLetter(tail.charAt(0)) ? "phase-" + tail : tail;
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }

    private String phaseName(SeriesName name) {
        for (OfSeries series : outcome.series()) {
            String phaseName = series.phaseName();
            if (series.name().equals(name) && phaseName != null) {
                return phaseName;
            }
        }
        return String.valueOf(name.phase());
    }

    private static boolean isPossibleInXml(SeriesName series) {
        return (series.phase() + series.metric().key()).codePoints().allMatch(CalibrationReport::isPossibleInXml);
    }

    /** In XML 1.0, as itself or as a reference. */
    private static boolean isPossibleInXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= ' ' && character < 0xFFFE && !Character.isSurrogate((char) character))
                || character > 0xFFFF;
    }

    /** What would not be safe in a log is a reference. */
    private static String escaped(@Nullable String text) {
        StringBuilder xml = new StringBuilder();
        int before = 0;
        for (int character : String.valueOf(text).codePoints().toArray()) {
            String itself = Character.toString(character);
            switch (character) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                default -> {
                    boolean isSafe = SafeText.of(itself).equals(itself) && !(character == '#' && before == '#');
                    xml.append(isSafe ? itself : "&#" + character + ";");
                }
            }
            before = character;
        }
        return xml.toString();
    }

    private static String number(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
