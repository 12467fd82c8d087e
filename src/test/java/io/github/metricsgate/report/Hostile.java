package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.phase;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.PhaseMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A hostile text wherever a file or a pom could put it: it is a phase's key and name, a statistic, and all that a threshold
 * is called, held to, selects and gives for its reason. What the reports must say of it is told here anew, without their
 * code.
 */
record Hostile(String text) {

    private static final Path CORPUS = Path.of("src/test/resources/hostile/strings.json");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u(?:([0-9a-f]{4})|\\{([0-9a-f]{5,6})})");

    /** The corpus, and what is too long to be written down. */
    static List<Hostile> all() {
        Set<String> texts = new LinkedHashSet<>();
        try {
            texts.addAll(List.of(new JsonMapper().readValue(Files.readString(CORPUS), String[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String unit :
                List.of("x", "`", "|", "\\", "#", "'", "\n", "]", "%", "\u001b", "\u0301", "\ud83d\ude00", " ")) {
            texts.add(unit.repeat(10_000 / unit.length()));
        }
        return texts.stream().map(Hostile::new).toList();
    }

    /** The hostile phase, with a threshold that it breaks and one that it does not measure, and one that is harmless. */
    Verification verification() {
        Map<String, @Nullable String> latencies = new HashMap<>();
        latencies.put(text, "2");
        Map<String, @Nullable String> plain = new HashMap<>();
        plain.put("p99", "3");
        return Example.verify(
                List.of(
                        threshold(new Selector.Text("no such " + text), new PhaseMetric.Latency("p99")),
                        threshold(new Selector.AnyPhase(), new PhaseMetric.Latency(text)),
                        threshold(new Selector.Text(text), PhaseMetric.Figure.DURATION),
                        // Where the text is a glob of every phase, this one still has a threshold of its own.
                        threshold(new Selector.Text("plain"), PhaseMetric.Figure.DURATION)),
                phase(text, text, latencies),
                phase("plain", "Plain", "1000", plain));
    }

    private Threshold threshold(Selector selector, PhaseMetric metric) {
        return new Threshold(
                text,
                "<" + text + "> in the pom",
                selector,
                metric,
                List.of(Limit.max(BigDecimal.ONE)),
                Severity.FAIL,
                null,
                false,
                text);
    }

    /** The phases, in the order in which they must be told. */
    List<String> phases() {
        return text.compareTo("plain") < 0 ? List.of(text, "plain") : List.of("plain", text);
    }

    /** Where in a list of the rows or values of all phases those of the hostile phase begin, if the other has this many. */
    int first(int ofPlain) {
        return phases().get(0).equals(text) ? 0 : ofPlain;
    }

    String source() {
        return "<" + text + "> in the pom" + (text.isEmpty() ? "" : "; " + text);
    }

    /** What begins the sentence on the threshold that selects nothing; a suggestion may follow. */
    private String unmatchedBeginning() {
        return "<" + text + "> in the pom: 'no such " + text + "' matches no phase";
    }

    private String unmatchedEnd() {
        return "; the phases are "
                + phases().stream()
                        .map(key -> "key " + (key.equals("plain") ? "plain 'Plain'" : name(key)))
                        .collect(Collectors.joining(" and "));
    }

    String subject() {
        return "phase " + name(text);
    }

    private static String name(String text) {
        return (text.isEmpty() ? "''" : text) + " '" + text + "'";
    }

    private String broken() {
        return text + " of " + subject() + " is 2 ms, over its limit of 1 ms by 100 % (" + source() + ")";
    }

    private String notMeasured(String phase) {
        return "duration of phase " + phase + " was not measured, and its threshold names the phase (" + source()
                + "): measure it, or select the phase with a glob if it may be absent";
    }

    private String warning() {
        return text + " of phase plain 'Plain' was not measured (" + source() + ")";
    }

    /** The sentences on what each phase breaks, and at last the one that only warns. */
    private List<String> onPhases() {
        List<String> sentences = new ArrayList<>(List.of(broken(), notMeasured(name(text))));
        sentences.add(first(1) == 0 ? 2 : 0, notMeasured("plain 'Plain'"));
        sentences.add(warning());
        return sentences;
    }

    /** Checks that these are the five sentences on the thresholds, with the warning after what fails the build. */
    void isReportedIn(List<String> sentences) {
        assertThat(sentences).hasSize(5);
        assertThat(sentences.get(0)).startsWith(unmatchedBeginning()).endsWith(unmatchedEnd());
        assertThat(sentences.subList(1, 5)).isEqualTo(onPhases());
    }

    /** Whether it is shown in full in so many columns, at the very least. */
    boolean fits(int columns) {
        return mostColumns() <= columns;
    }

    private long mostColumns() {
        return text.codePoints()
                .mapToLong(c -> c > 0xFFFF ? 10 : c > 0x7E || c < ' ' || "#\\:".indexOf(c) >= 0 ? 6 : 1)
                .sum();
    }

    /** As it would be spelled in a program: a failing test must show what it failed on. */
    @Override
    public String toString() {
        String spelled = text.codePoints()
                .limit(200)
                .mapToObj(c -> c > ' ' - 1 && c < 0x7F ? Character.toString(c) : "<U+%04X>".formatted(c))
                .collect(Collectors.joining());
        return "\"" + spelled + "\" of " + text.length();
    }

    /** What a reader sees behind the escapes of a text that was made visible. */
    static String decoded(String shown) {
        Matcher escapes = ESCAPE.matcher(shown);
        return escapes.replaceAll(escape -> Matcher.quoteReplacement(
                Character.toString(Integer.parseInt(escape.group(1) != null ? escape.group(1) : escape.group(2), 16))));
    }

    static List<String> decoded(List<String> shown) {
        return shown.stream().map(Hostile::decoded).toList();
    }

    /** The lines of a text, each of which must end; nothing but a line feed ends one. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (!lines.remove(lines.size() - 1).isEmpty()) {
            throw new IllegalArgumentException("the last line does not end");
        }
        return lines;
    }

    /** Characters that act instead of being shown, or that no text may hold; line feeds aside. */
    static List<String> activeCharacters(String text) {
        return text.codePoints()
                .filter(c -> c != '\n'
                        && (isActive(Character.getType(c)) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)))
                .mapToObj("U+%04X"::formatted)
                .toList();
    }

    private static boolean isActive(int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
