package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is deep, long, large or many, in a process of 64 MiB: accepted or refused as formats.md says, with a position, and
 * never more memory than there is.
 */
@Tag("reliability")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

    private static final long MIB = 1 << 20;

    /** More than the available memory, even in CI. */
    private static final long GIANT = Sizes.isFull() ? 1024 * MIB : 270 * MIB;

    private static final int MEBI = 1 << 20;

    private static final String TOO_LARGE = "too large: at most 28 MiB of a document can be held in memory";
    private static final String LONG_STRING = "string is longer than 2097152 bytes";
    private static final String LONG_NUMBER = "number is longer than 131072 characters";

    private static final String SAMPLE =
            "{\"timestamp\": \"2024-01-01T00:00\", \"cpu_percent\": 1, \"memory_percent\": 1, \"rss_mb\": 1,"
                    + " \"worker_budget\": 1";
    private static final String PHASE = "{\"phase_id\": 0, \"name\": \"\", \"duration_ms\": 1, \"items_processed\": 1,"
            + " \"items_total\": 1, \"latency_histogram\": {\"p50\": 1, \"p95\": 1, \"p99\": 1}";

    /** Where a value may stand that nobody knows; what is around it nests as deep as said. */
    enum Place {
        SNAPSHOT(
                1,
                "{\"phase_metrics\": {}, \"resource_usage\": [], \"abort_status\": {\"is_aborted\": false}, \"x\": ",
                "}"),
        PHASE(
                3,
                "{\"resource_usage\": [], \"abort_status\": {\"is_aborted\": false}, \"phase_metrics\": {\"0\": "
                        + LimitsTest.PHASE + ", \"x\": ",
                "}}}"),
        SAMPLE(
                3,
                "{\"phase_metrics\": {}, \"abort_status\": {\"is_aborted\": false}, \"resource_usage\": ["
                        + LimitsTest.SAMPLE + ", \"x\": ",
                "}]}"),
        LINE(1, LimitsTest.SAMPLE + ", \"x\": ", "}\n");

        private final int depth;
        private final String before;
        private final String after;

        Place(int depth, String before, String after) {
            this.depth = depth;
            this.before = before;
            this.after = after;
        }
    }

    /** Text in the middle of which something is repeated; a {@code #} in that is the number of the repetition. */
    private record Giant(String before, String unit, long times, String after) {

        static Giant of(String text) {
            return new Giant(text, "", 0, "");
        }

        /** Of at least so many bytes. */
        static Giant bytes(String before, String unit, long bytes, String after) {
            return new Giant(before, unit, bytes / unit.length(), after);
        }

        static Giant nested(int depth) {
            return Giant.of("[".repeat(depth) + "]".repeat(depth));
        }

        Giant in(Place place) {
            return new Giant(place.before + before, unit, times, after + place.after);
        }

        long write(Path file) throws IOException {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), MEBI)) {
                out.write(before.getBytes(StandardCharsets.UTF_8));
                // In pieces of many: one by one, the writing takes longer than what is tested.
                int inPiece = unit.isEmpty() || unit.indexOf('#') >= 0 ? 1 : Math.max(1, MEBI / unit.length());
                byte[] piece = unit.repeat(inPiece).getBytes(StandardCharsets.UTF_8);
                long left = times;
                for (; left >= inPiece; left -= inPiece) {
                    out.write(
                            inPiece == 1
                                    ? unit.replace("#", Long.toString(times - left))
                                            .getBytes(StandardCharsets.UTF_8)
                                    : piece);
                }
                out.write(unit.repeat(Math.toIntExact(left)).getBytes(StandardCharsets.UTF_8));
                out.write(after.getBytes(StandardCharsets.UTF_8));
            }
            return Files.size(file);
        }
    }

    /** @param outcome a regular expression for what must be said */
    private record Case(String name, Place place, Giant content, String outcome) {

        @Override
        public String toString() {
            return name + " in " + place;
        }
    }

    private final List<Case> seen = new ArrayList<>();
    private Process process;
    private BufferedWriter toProcess;
    private BufferedReader fromProcess;

    @TempDir
    Path temp;

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Place place : Place.values()) {
            cases.addAll(spellings(place));
            cases.addAll(sizes(place).stream()
                    // What takes long is done everywhere only in full size.
                    .filter(each -> Sizes.isFull()
                            || place == Place.LINE
                            || !each.name().startsWith("giant ")
                            || each.name().equals("giant array"))
                    .toList());
        }
        cases.addAll(lines());
        cases.addAll(phases());
        return cases;
    }

    private static List<Case> spellings(Place place) {
        List<Case> cases = new ArrayList<>();
        for (int depth : new int[] {63, 64}) {
            cases.add(new Case(
                    "depth " + depth, place, Giant.nested(depth - place.depth).in(place), "accepted"));
        }
        for (int depth : new int[] {65, 100_000}) {
            cases.add(new Case(
                    "depth " + depth,
                    place,
                    Giant.nested(depth - place.depth).in(place),
                    refused("nesting is deeper than 64 levels")));
        }
        for (String number : List.of(
                "-0",
                "5e-324",
                "9007199254740993",
                "0." + "1".repeat(998),
                "1".repeat(300) + ".5",
                "0." + "1".repeat(99_998),
                "1e-99999999999")) {
            cases.add(
                    new Case("number " + brief(number), place, Giant.of(number).in(place), "accepted"));
        }
        for (String number :
                List.of("1e999", "1e99999999999", "-1e99999999999", "1".repeat(1_000), "1".repeat(100_000))) {
            cases.add(new Case(
                    "number " + brief(number),
                    place,
                    Giant.of(number).in(place),
                    refused("found .*, expected a finite number, or null for \"not measured\"")));
        }
        cases.add(new Case(
                "number of 131,073 digits",
                place,
                Giant.of("0." + "1".repeat(131_071)).in(place),
                refused(LONG_NUMBER)));
        return cases;
    }

    private static List<Case> sizes(Place place) {
        return List.of(
                new Case(
                        "string of 2 MiB",
                        place,
                        Giant.bytes("\"", "a", 2 * MIB, "\"").in(place),
                        "accepted"),
                new Case(
                        "string of 100 MB",
                        place,
                        Giant.bytes("\"", "é", 50_000_000, "\"").in(place),
                        refused(LONG_STRING)),
                new Case(
                        "strings of 13 MiB",
                        place,
                        Giant.bytes("[\"é\"", ", \"" + "a".repeat(996) + "\"", 13 * MIB, "]")
                                .in(place),
                        "accepted"),
                new Case(
                        "long strings of three bytes a character",
                        place,
                        new Giant("[1", ", \"" + "€".repeat(690_000) + "\"", 20, "]").in(place),
                        "accepted"),
                new Case("220,000 values", place, new Giant("[1", ", 1", 220_000, "]").in(place), "accepted"),
                new Case("220,000 objects", place, new Giant("[1", ", {}", 220_000, "]").in(place), "accepted"),
                new Case(
                        "80,000 values in objects",
                        place,
                        new Giant("[1", ", {\"\": 1}", 80_000, "]").in(place),
                        "accepted"),
                new Case(
                        "130,000 objects in each other",
                        place,
                        new Giant("[1", ", " + "{\"a\": ".repeat(50) + "{}" + "}".repeat(50), 2500, "]").in(place),
                        "accepted"),
                new Case(
                        "giant array",
                        place,
                        Giant.bytes("[1", ", 1", GIANT, "]").in(place),
                        refused(TOO_LARGE)),
                new Case(
                        "giant array of strings",
                        place,
                        Giant.bytes("[\"é\"", ", \"" + "a".repeat(MEBI) + "\"", GIANT, "]")
                                .in(place),
                        refused(TOO_LARGE)),
                new Case(
                        "giant array of objects",
                        place,
                        Giant.bytes("[1", ", {\"a\": {}}", GIANT, "]").in(place),
                        refused(TOO_LARGE)),
                new Case(
                        "giant white space",
                        place,
                        Giant.bytes("", " ", GIANT, "1").in(place),
                        "accepted"),
                new Case(
                        "giant string",
                        place,
                        Giant.bytes("\"", "a", GIANT, "\"").in(place),
                        refused(LONG_STRING)),
                new Case("giant number", place, Giant.bytes("", "1", GIANT, "").in(place), refused(LONG_NUMBER)),
                new Case(
                        "giant word",
                        place,
                        Giant.bytes("", "n", GIANT, "").in(place),
                        refused("found nnnnnnnnn, expected a JSON value")),
                new Case(
                        "1,000,000 keys",
                        place,
                        new Giant("{\"\": 1", ", \"#\": 1", 1_000_000, "}").in(place),
                        refused(TOO_LARGE)),
                new Case(
                        "giant keys",
                        place,
                        new Giant("{\"\": 1", ", \"#" + "a".repeat(MEBI) + "\": 1", GIANT / MIB, "}").in(place),
                        refused(TOO_LARGE)),
                new Case(
                        "50 violations below a key of 2 MB",
                        place,
                        new Giant("{\"" + "a".repeat(2_000_000) + "\": [1", ", NaN", 50, "]}").in(place),
                        "50: .*"));
    }

    /** Lines that no line feed ends, and lines of which there are many. */
    private static List<Case> lines() {
        return List.of(
                new Case(
                        "giant line that is cut off",
                        Place.LINE,
                        Giant.bytes(SAMPLE + ", \"x\": \"", "a", GIANT, ""),
                        refused(LONG_STRING)),
                new Case(
                        "giant line of blanks",
                        Place.LINE,
                        Giant.bytes(SAMPLE + "}", " ", GIANT, ""),
                        "1: 1:[0-9]+: the file is cut off: there is no line feed after the last line"),
                new Case(
                        "giant line of samples",
                        Place.LINE,
                        Giant.bytes(SAMPLE + "}", SAMPLE + "}", GIANT, "\n"),
                        "1: 1:106: found '\\{', expected the end of the line"),
                new Case("giant number of lines", Place.LINE, Giant.bytes("", SAMPLE + "}\n", GIANT, ""), "accepted"),
                new Case(
                        "giant number of bad lines",
                        Place.LINE,
                        Giant.bytes("", "nothing\n", GIANT / 8, ""),
                        GIANT / 64 + ": 1:1: found nothing, expected a JSON value; .*"));
    }

    private static List<Case> phases() {
        String before = "{\"resource_usage\": [], \"abort_status\": {\"is_aborted\": false}, \"phase_metrics\": {\"\": "
                + PHASE + "}";
        String unit = ", \"#\": " + PHASE + "}";
        // In each phase the same, or different ones: they are held once, or each time.
        StringBuilder statistics = new StringBuilder(PHASE.substring(0, PHASE.length() - 1));
        for (int i = 0; i < 900; i++) {
            statistics.append(", \"m").append(i).append("\": 1");
        }
        return List.of(
                new Case("12,000 phases", Place.SNAPSHOT, new Giant(before, unit, 11_999, "}}"), "accepted"),
                new Case("100,000 phases", Place.SNAPSHOT, new Giant(before, unit, 99_999, "}}"), refused(TOO_LARGE)),
                new Case(
                        "1,000,000 phases",
                        Place.SNAPSHOT,
                        new Giant(before, unit, 1_000_000, "}}"),
                        refused(TOO_LARGE)),
                new Case(
                        "140 phases of 900 statistics",
                        Place.SNAPSHOT,
                        new Giant(before, ", \"#\": " + statistics + "}}", 140, "}}"),
                        "accepted"),
                new Case(
                        "a phase of 85,000 statistics",
                        Place.SNAPSHOT,
                        new Giant(before.substring(0, before.length() - 2), ", \"m#\": 1", 85_000, "}}}}"),
                        "accepted"),
                new Case(
                        "12 phases of 8 MB",
                        Place.SNAPSHOT,
                        new Giant(
                                before,
                                ", \"#\": " + PHASE + ", \"x\": [" + ("\"" + "a".repeat(MEBI) + "\", ").repeat(8)
                                        + "1]}",
                                12,
                                "}}"),
                        refused(TOO_LARGE)));
    }

    /** One violation, the line and column of which are given, and perhaps a pointer. */
    private static String refused(String expected) {
        return "1: [0-9]+:[0-9]+(?: /.*)?: " + expected;
    }

    private static String brief(String number) {
        return number.length() < 20 ? number : number.substring(0, 3) + "... of " + number.length();
    }

    @BeforeAll
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        "target/classes" + File.pathSeparator + "target/test-classes",
                        ReadInLittleMemory.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        toProcess = process.outputWriter(StandardCharsets.UTF_8);
        fromProcess = process.inputReader(StandardCharsets.UTF_8);
    }

    @AfterAll
    void end() throws Exception {
        toProcess.close();
        int code = process.waitFor();
        System.out.printf("limits: %d documents and files read with 64 MiB%n", seen.size());
        assertThat(code).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void excessiveInputIsRefusedWithAPositionAndInLittleMemory(Case given) throws IOException {
        Path file = temp.resolve(given.place() == Place.LINE ? "samples.jsonl" : "snapshot.json");
        long size = given.content().write(file);
        long start = System.nanoTime();
        toProcess.write(file + "\n");
        toProcess.flush();
        String outcome = fromProcess.readLine();
        System.out.printf(
                "limits: %s, %d bytes, %d ms: %.200s%n", given, size, (System.nanoTime() - start) / 1_000_000, outcome);
        assertThat(outcome).isNotNull().matches(Pattern.compile(given.outcome(), Pattern.DOTALL));
        seen.add(given);
    }
}
