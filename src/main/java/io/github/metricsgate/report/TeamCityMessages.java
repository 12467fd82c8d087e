package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Service messages, escaped like in TeamCity's own library: a build problem for what fails the build, a warning for
 * what does not, and statistic values for its charts.
 */
final class TeamCityMessages implements Report {

    private static final int LONGEST_DESCRIPTION = 4000;
    private static final int LONGEST_KEY = 500;

    /** Nobody reads more problems than this on a build's page. */
    private static final int MOST = 50;

    /** The range that TeamCity accepts: 13 digits before the point, 4 after it. */
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(13);

    private static final int DECIMALS = 4;

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        String module = SafeText.of(presentation.verification().rules().module());
        for (Problem problem : presentation.worst(MOST)) {
            String sentence = module + ": " + problem.sentence();
            out.append(
                    problem.fails()
                            ? "##teamcity[buildProblem description='" + escaped(sentence, LONGEST_DESCRIPTION)
                                    + "' identity='" + identity(module, problem) + "']\n"
                            : warning(sentence));
        }
        int hidden = presentation.problems().size() - MOST;
        if (hidden > 0) {
            out.append(warning(module + ": ... and " + hidden + " more, in the log and the reports"));
        }
        Verification verification = presentation.verification();
        for (Measurement measurement : Measurements.of(verification.set().run())) {
            Phase phase = measurement.phase();
            String of = phase == null ? "" : phase.key() + " " + phase.name() + ".";
            String key =
                    "metrics-gate." + module + "." + of + measurement.metric().key();
            if (phase != null || verification.hasSamples()) {
                statistic(key, measurement.value(), out);
            }
        }
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            if (verdict.baseline().isPresent() && verdict.relative() == null) {
                Phase phase = verdict.measurement().phase();
                String of = phase == null ? "" : phase.key() + " " + phase.name() + ".";
                String key = "metrics-gate." + module + "." + of
                        + verdict.measurement().metric().key() + ".baseline";
                statistic(key, BaselineWording.decimal(verdict.baseline().get().median()), out);
            }
        }
    }

    private static String warning(String sentence) {
        return "##teamcity[message text='" + escaped("metrics-gate: " + sentence, Integer.MAX_VALUE)
                + "' status='WARNING']\n";
    }

    private static void statistic(String key, @Nullable BigDecimal value, Appendable out) throws IOException {
        if (value != null && value.abs().compareTo(LARGEST) < 0) {
            BigDecimal shown = value.precision() - (long) value.scale() < -DECIMALS
                    ? BigDecimal.ZERO
                    : value.setScale(DECIMALS, RoundingMode.HALF_UP);
            out.append("##teamcity[buildStatisticValue key='" + escaped(SafeText.of(key, LONGEST_KEY), LONGEST_KEY)
                    + "' value='" + Figures.plain(shown) + "']\n");
        }
    }

    /** The same for the same problem in another build, so that it can be muted or assigned; at most 60 characters. */
    private static String identity(String module, Problem problem) {
        byte[] about = (module + " " + problem.about()).getBytes(StandardCharsets.UTF_8);
        return "metrics-gate-" + UUID.nameUUIDFromBytes(about);
    }

    /** @param longest in characters of the text, before escapes */
    private static String escaped(String text, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < Math.min(longest, text.length()); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '|', '\'', '[', ']' -> escaped.append('|').append(c);
                case '\n' -> escaped.append("|n");
                case '\r' -> escaped.append("|r");
                default -> {
                    if (c < 0x80) {
                        escaped.append(c);
                    } else {
                        escaped.append("|0x").append(HexFormat.of().toHexDigits(c));
                    }
                }
            }
        }
        return escaped.toString();
    }
}
