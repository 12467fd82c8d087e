package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingFormatTest {

    private static final String LOOKS =
            " looks like a simulation.log of Gatling (read are those of 2.0 to 3.12, which are text, and of 3.13 to 3.15, which"
                    + " are binary) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool again, or leave"
                    + " the file out.";

    @TempDir
    Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path file(String name, GatlingLog log) throws IOException {
        return Files.write(directory.resolve(name), log.toBytes());
    }

    private String problem(String text) throws IOException {
        Path file = file("simulation.log", text);
        return stripped(Samples.problem(Samples.request(file)), file);
    }

    private String problem(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("simulation.log"), bytes);
        return stripped(Samples.problem(Samples.request(file)), file);
    }

    /** What lies between what every message has. */
    private static String stripped(String message, Path file) {
        String before = file.toString().replace('\\', '/') + LOOKS;
        assertThat(message).startsWith(before).endsWith(WAY_OUT);
        return message.substring(before.length(), message.length() - WAY_OUT.length());
    }

    /** The counts, the smallest and the largest latency of all requests together, groups left out. */
    private static List<String> total(Samples.ReadPhases phases) {
        long ok = 0;
        long failed = 0;
        BigDecimal min = null;
        BigDecimal max = null;
        for (Map.Entry<String, Phase> each : phases.all().entrySet()) {
            if (!each.getKey().endsWith(" [group]")) {
                Phase phase = each.getValue();
                ok += figure(phase, Figure.ITEMS_PROCESSED);
                failed += figure(phase, Figure.ITEMS_FAILED);
                BigDecimal least = phase.latencies().get("min");
                BigDecimal most = phase.latencies().get("max");
                min = least != null && (min == null || least.compareTo(min) < 0) ? least : min;
                max = most != null && (max == null || most.compareTo(max) > 0) ? most : max;
            }
        }
        return List.of(ok + " ok", failed + " ko", "min " + min, "max " + max);
    }

    private static long figure(Phase phase, Figure figure) {
        BigDecimal value = phase.figures().get(figure);
        assertThat(value).as(figure + " of " + phase.key()).isNotNull();
        return value == null ? 0 : value.longValueExact();
    }

    private static List<String> total(Path statistics) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readString(statistics));
        return List.of(
                json.at("/numberOfRequests/ok").asText() + " ok",
                json.at("/numberOfRequests/ko").asText() + " ko",
                "min " + json.at("/minResponseTime/ok").asText(),
                "max " + json.at("/maxResponseTime/ok").asText());
    }

    @Test
    void aRealBinaryLogSaysTheSameAsTheStatisticsBesideIt() throws IOException {
        Samples.ReadPhases phases = Samples.phases(Samples.real("gatling-3.13.4-simulation.log"));
        assertThat(phases.keys()).containsExactly("GET /surveys/statistics");
        assertThat(total(phases))
                .isEqualTo(total(Samples.real("gatling-3.13.4-global_stats.json")))
                .containsExactly("2210 ok", "0 ko", "min 0", "max 218");
        Phase phase = phases.get("GET /surveys/statistics");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "1")
                .containsEntry("p95", "2")
                .containsEntry("p99", "3");
    }

    @Test
    void aRealTextLogSaysTheSameAsTheStatisticsBesideIt() throws IOException {
        Samples.ReadPhases phases = Samples.phases(Samples.real("gatling-3.2.0-simulation.log"));
        assertThat(phases.keys()).containsExactly("request_1", "request_1 Redirect 1", "request_1 Redirect 2");
        assertThat(total(phases))
                .isEqualTo(total(Samples.real("gatling-3.2.0-global_stats.json")))
                .containsExactly("3 ok", "0 ko", "min 87", "max 344");
    }

    /** Rows of a key, how many succeeded, and p50, p95, p99, min, max; worked out by a program of a few lines in another language. */
    private static void check(Samples.ReadPhases phases, List<String> rows) {
        List<String> found = new ArrayList<>();
        phases.all().forEach((key, phase) -> {
            Map<String, String> latencies = Samples.latencies(phase);
            found.add(key + ": " + Samples.figures(phase).get("items_processed") + " "
                    + List.of("p50", "p95", "p99", "min", "max").stream()
                            .map(latencies::get)
                            .toList());
        });
        found.sort(null);
        assertThat(found).containsExactlyElementsOf(rows);
    }

    @Test
    void groupsOfARealBinaryLogArePhases() {
        check(
                Samples.phases(Samples.real("gatling-3.14.3-groups-simulation.log")),
                List.of(
                        "HttpBin Group / Delayed GET: 7 [1412, 3209, 3209, 1115, 3209]",
                        "HttpBin Group / First GET: 9 [115, 576, 576, 111, 576]",
                        "HttpBin Group / Second GET: 9 [120, 420, 420, 113, 420]",
                        "HttpBin Group [group]: 7 [2016, 3901, 3901, 1355, 3901]"));
    }

    @Test
    void aRealTextLogThatBeginsWithAssertionsIsRead() {
        check(
                Samples.phases(Samples.real("gatling-3.10.5-simulation.log")),
                List.of(
                        "Delete user: 104 [3, 7, 12, 1, 21]",
                        "Edit user: 120 [4, 8, 11, 2, 33]",
                        "Get Users Request: 718 [6, 12, 17, 3, 47]",
                        "Get single user: 154 [3, 6, 9, 1, 16]",
                        "Login request: 359 [296, 327, 349, 292, 617]",
                        "Register request: 359 [298, 330, 361, 293, 490]"));
    }

    /** What Gatling itself printed at the end of that run: 24 OK from 8 to 1,473 ms, 8 KO. */
    @Test
    void aBinaryLogWithGroupsFailuresAndNamesThatAreNotLatinIsRead() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("gatling/simulation-3.15.1.log"));
        assertThat(phases.keys())
                .containsExactly(
                        "Checkout / Basket",
                        "Checkout / Payment / Pay \u20AC",
                        "Checkout / Payment [group]",
                        "Checkout [group]",
                        "Returns / Broken",
                        "Returns [group]",
                        "\u00DCbersicht");
        assertThat(total(phases)).containsExactly("24 ok", "8 ko", "min 8", "max 1473");
        Phase broken = phases.get("Returns / Broken");
        assertThat(Samples.latencies(broken))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(broken.figures())
                .containsEntry(Figure.ITEMS_PROCESSED, BigDecimal.ZERO)
                .containsEntry(Figure.ITEMS_FAILED, BigDecimal.valueOf(8))
                .containsEntry(Figure.ERROR_RATE, BigDecimal.ONE);
        assertThat(Samples.details(phases.get("Checkout [group]")))
                .containsEntry("version", "3.15.1")
                .containsEntry("unit", "ms")
                .containsEntry(
                        "times",
                        "cumulated response times of a group's requests, without pauses, where all of them succeeded");
        assertThat(Samples.details(phases.get("\u00DCbersicht")))
                .containsEntry("times", "response times of successful requests");
    }

    @Test
    void textLogsOfAllTimesSayTheSame() {
        for (String version : List.of("2.1", "2.3", "3.3", "3.12")) {
            Samples.ReadPhases phases = Samples.phases(Samples.own("gatling/simulation-" + version + ".log"));
            Map<String, String> found = new TreeMap<>();
            phases.all()
                    .forEach((key, phase) -> found.put(
                            key, Samples.latencies(phase) + " " + Samples.figures(phase) + " " + phase.measures()));
            assertThat(found)
                    .as(version)
                    .containsExactly(
                            entry(
                                    "checkout / basket",
                                    "{p50=20, p95=20, p99=20, min=20, max=20, mean=20} {duration=20, throughput=50,"
                                            + " items_processed=1, items_failed=0, error_rate=0} {}"),
                            entry(
                                    "checkout / payment / pay",
                                    "{p50=100, p95=100, p99=100, min=100, max=100, mean=100} {duration=154,"
                                            + " throughput=6.49350649350649351, items_processed=1, items_failed=1,"
                                            + " error_rate=0.5} {}"),
                            entry(
                                    "checkout / payment [group]",
                                    "{p50=100, p95=100, p99=100, min=100, max=100, mean=100} {duration=154,"
                                            + " throughput=6.49350649350649351, items_processed=1, items_failed=1,"
                                            + " error_rate=0.5} {}"),
                            entry(
                                    "checkout [group]",
                                    "{p50=120, p95=120, p99=120, min=120, max=120, mean=120} {duration=130,"
                                            + " throughput=7.69230769230769231, items_processed=1, items_failed=0,"
                                            + " error_rate=0} {}"),
                            entry(
                                    "list",
                                    "{p50=11, p95=35, p99=35, min=11, max=35, mean=23, stddev=16.9705627484771406}"
                                            + " {duration=231, throughput=8.65800865800865801, items_processed=2,"
                                            + " items_failed=0, error_rate=0} {}"));
            assertThat(Samples.details(phases.get("list")).get("version"))
                    .isEqualTo(
                            switch (version) {
                                case "2.1" -> "2.0 or 2.1";
                                case "2.3" -> "2.2 or 2.3";
                                case "3.3" -> "3.3.1";
                                default -> "3.12.0";
                            });
        }
    }

    @Test
    void aRandomBinaryLogSaysTheSameAsASort() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        Map<String, List<Integer>> latencies = new TreeMap<>();
        Map<String, Integer> failures = new TreeMap<>();
        GatlingLog log = new GatlingLog("3.14.3", 1_767_225_600_000L, "one", "\u4E8C");
        for (int i = 0; i < 20_000; i++) {
            List<String> groups = new ArrayList<>();
            while (random.nextInt(3) == 0) {
                groups.add("group " + random.nextInt(3));
            }
            boolean ok = random.nextInt(10) > 0;
            int start = random.nextInt(-10, 1_000_000);
            int latency = (int) Math.exp(random.nextDouble(12));
            String path = String.join(" / ", groups);
            switch (random.nextInt(5)) {
                case 0 -> log.user(ok, start);
                case 1 -> log.error("failure " + i, start);
                case 2 -> {
                    if (!groups.isEmpty()) {
                        log.group(groups, start, start + 2 * latency, latency, ok);
                        count(path + " [group]", ok, latency, latencies, failures);
                    }
                }
                default -> {
                    String name = random.nextBoolean() ? "request " + random.nextInt(4) : "\u8BF7\u6C42";
                    log.request(groups, name, start, start + latency, ok, ok ? "" : "message " + random.nextInt(1000));
                    count(groups.isEmpty() ? name : path + " / " + name, ok, latency, latencies, failures);
                }
            }
        }
        Map<String, String> expected = new TreeMap<>();
        latencies.forEach((key, values) -> expected.put(key, sorted(values) + " ko " + failures.get(key)));
        Map<String, String> found = new TreeMap<>();
        Samples.phases(file("simulation.log", log)).all().forEach((key, phase) -> {
            Map<String, String> all = Samples.latencies(phase);
            found.put(
                    key,
                    List.of("p50", "p95", "p99", "min", "max").stream()
                                    .map(all::get)
                                    .toList()
                            + " ok " + figure(phase, Figure.ITEMS_PROCESSED) + " ko "
                            + figure(phase, Figure.ITEMS_FAILED));
        });
        assertThat(found).isEqualTo(expected);
        assertThat(found).hasSizeGreaterThan(20);
    }

    private static void count(
            String key, boolean ok, int latency, Map<String, List<Integer>> latencies, Map<String, Integer> failures) {
        List<Integer> values = latencies.computeIfAbsent(key, k -> new ArrayList<>());
        if (ok) {
            values.add(latency);
        }
        failures.merge(key, ok ? 0 : 1, Integer::sum);
    }

    private static String sorted(List<Integer> values) {
        List<Integer> sorted = values.stream().sorted().toList();
        List<String> ranks = new ArrayList<>();
        for (int percent : new int[] {50, 95, 99}) {
            ranks.add(sorted.isEmpty() ? "null" : String.valueOf(sorted.get((percent * sorted.size() + 99) / 100 - 1)));
        }
        ranks.add(sorted.isEmpty() ? "null" : String.valueOf(sorted.get(0)));
        ranks.add(sorted.isEmpty() ? "null" : String.valueOf(sorted.get(sorted.size() - 1)));
        return ranks + " ok " + sorted.size();
    }

    @Test
    void logsOfSeveralInjectorsAreMergedExactly() throws IOException {
        file("a.log", new GatlingLog("3.15.1", 1000, "s").ok("list", 0, 10).ok("list", 0, 30));
        file("b.log", new GatlingLog("3.15.1", 2000, "s").ok("list", 0, 20).ko("list", 0, 500, "no"));
        Phase phase = Samples.phases(directory.resolve("*.log")).get("list");
        assertThat(Samples.latencies(phase)).containsEntry("p50", "20").containsEntry("max", "30");
        assertThat(Samples.figures(phase))
                .containsEntry("items_processed", "3")
                .containsEntry("items_failed", "1")
                .containsEntry("duration", "1500");
    }

    @Test
    void anEventThatNoRequestWaitedForIsNoItem() throws IOException {
        long start = 1_767_225_600_123L;
        Path binary = file(
                "simulation.log",
                new GatlingLog("3.15.1", start, "s").ok("list", 0, 10).ok("unmatched", 5, (int)
                        (Long.MIN_VALUE - start)));
        assertThat(Samples.phases(binary).keys()).containsExactly("list");
        Path text = file(
                "text.log",
                "RUN\tx\tx\t1\t \t3.5.0\nREQUEST\t\tlist\t1\t2\tOK\t \nREQUEST\t\tunmatched\t1\t-9223372036854775808\tOK\t \n");
        assertThat(Samples.phases(text).keys()).containsExactly("list");
    }

    @Test
    void twoPathsThatAreCalledTheSameAreNotOneItem() throws IOException {
        Path file = file(
                "simulation.log",
                new GatlingLog("3.15.1", 1, "s")
                        .ok("a / b", 0, 1)
                        .request(List.of("a"), "b", 0, 2, true, "")
                        .ok("a [group]", 0, 1)
                        .group(List.of("a"), 0, 1, 1, true));
        Collected collected = Samples.collect(Samples.request(file));
        String shown = file.toString().replace('\\', '/');
        assertThat(collected.problems())
                .extracting(SourceProblem::message)
                .containsExactly(conflict("a / b", shown), conflict("a [group]", shown));
    }

    private static String conflict(String key, String file) {
        return "two results of \"" + key + "\" (both in " + file
                + ") were measured with different groups and cannot be merged."
                + " Have the tool write each to a file of its own, and give each file a source of its own, or leave one out with"
                + " <exclude> or another <files>.";
    }

    @Test
    void aQueryIsNeverKept() throws IOException {
        Path file = file(
                "simulation.log",
                new GatlingLog("3.15.1", 1, "s")
                        .ok("GET /list?token=canary", 0, 1)
                        .ko("GET /list?token=canary2", 0, 1, "canary in a message"));
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.toString()).contains("it/GET /list").doesNotContain("canary");
        assertThat(collected.run().phases()).hasSize(1);
    }

    @Test
    void aBinaryLogThatIsCutOffAnywhereButBetweenRecordsIsAnError() throws IOException {
        GatlingLog log = new GatlingLog("3.15.1", 1, "s");
        List<Integer> ends = new ArrayList<>();
        log.ok("list", 0, 10);
        ends.add(log.size());
        log.user(true, 3);
        ends.add(log.size());
        log.request(List.of("g"), "\u8BF7\u6C42", 1, 2, false, "message");
        ends.add(log.size());
        log.group(List.of("g"), 1, 2, 1, true);
        ends.add(log.size());
        log.error("message", 7);
        byte[] bytes = log.toBytes();
        Path file = directory.resolve("simulation.log");
        Map<Integer, String> problems = new LinkedHashMap<>();
        for (int length = ends.get(0); length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            Collected collected = Samples.collect(Samples.request(file));
            if (!collected.problems().isEmpty()) {
                problems.put(length, stripped(collected.problems().get(0).message(), file));
            }
        }
        assertThat(problems).hasSize(bytes.length - ends.get(0) - ends.size());
        assertThat(problems).doesNotContainKeys(ends.toArray(new Integer[0]));
        for (Map.Entry<Integer, String> each : problems.entrySet()) {
            int record = ends.stream()
                    .filter(end -> end < each.getKey())
                    .max(Integer::compare)
                    .orElseThrow();
            assertThat(each.getValue())
                    .isEqualTo("the record at byte " + record + ": the file ends in the middle of a record");
        }
    }

    @Test
    void whatIsWrongInABinaryLogIsNamedWithItsPosition() throws IOException {
        GatlingLog start = new GatlingLog("3.15.1", 1, "s");
        String at = "the record at byte " + start.size() + ": ";
        assertThat(problem(new GatlingLog("3.16.0", 1, "s").toBytes()))
                .isEqualTo(
                        "the record at byte 0: it is a binary log of Gatling 3.16.0; read are text logs of 2.0 to 3.12 and"
                                + " binary logs of 3.13 to 3.15");
        assertThat(problem(new GatlingLog("3.15.1", -1, "s").toBytes()))
                .isEqualTo("the record at byte 0: the run's start is -1, expected milliseconds since 1970");
        Map<String, GatlingLog> problems = new LinkedHashMap<>();
        problems.put("a record of the kind 9, expected 1 to 4", log().raw(9));
        problems.put("another run begins here; each has a file of its own", log().raw(0));
        problems.put("a reference to text 1, of which there are 0", log().raw(4, 0xFF, 0xFF, 0xFF, 0xFF));
        problems.put("a reference to text 2147483648, of which there are 0", log().raw(4, 0x80, 0, 0, 0));
        problems.put("a reference to text 0, of which there are 0", log().raw(4, 0, 0, 0, 0));
        problems.put("text 7 is defined, expected number 1", log().raw(4, 0, 0, 0, 7));
        problems.put("the number of bytes of a text is -1", log().raw(4, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF));
        problems.put("101 groups, expected at most 100", log().raw(1, 0, 0, 0, 101));
        problems.put("-1 groups, expected at most 100", log().raw(3, 0xFF, 0xFF, 0xFF, 0xFF));
        problems.put("a request ended 5 ms before it began", log().ok("a", 10, 5));
        problems.put("the cumulated response time of a group is -7 ms", log().group(List.of("a"), 0, 1, -7, true));
        problems.put(
                "a boolean is 2, expected 0 or 1",
                log().raw(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
        problems.put(
                "a text of 1 bytes is encoded as 1, expected 0, or 1 of an even number of bytes",
                log().raw(
                                1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 'a', 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0,
                                0, 0, 0));
        problems.put(
                "a name has 2001 characters, expected at most 2000: \"" + "n".repeat(60) + "...\"",
                log().ok("n".repeat(2001), 0, 1));
        problems.put(
                "a name is longer than 8000 bytes, or was the message of a failure before, among too many of them",
                log().ok("n".repeat(8001), 0, 1));
        for (Map.Entry<String, GatlingLog> each : problems.entrySet()) {
            assertThat(problem(each.getValue().toBytes())).isEqualTo(at + each.getKey());
        }
        assertThat(problem(log().raw(4, 0, 0, 0, 1, 0x7F, 0xFF, 0xFF, 0xFF, 1, 2, 3)
                        .toBytes()))
                .isEqualTo(at + "the file ends in the middle of a record");
    }

    private static GatlingLog log() {
        return new GatlingLog("3.15.1", 1, "s");
    }

    @Test
    void whatIsWrongInATextLogIsNamedWithItsPosition() throws IOException {
        String run = "RUN\tx.Simulation\tsimulation\t1\t \t3.5.0\n";
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put(
                "line 1: it is a text log of Gatling 3.13.0; read are text logs of 2.0 to 3.12 and binary logs of 3.13 to 3.15",
                run.replace("3.5.0", "3.13.0"));
        problems.put(
                "line 1: it is a text log of Gatling 1.5.6; read are text logs of 2.0 to 3.12 and binary logs of 3.13 to 3.15",
                run.replace("3.5.0", "1.5.6"));
        problems.put(
                "line 1: the version of Gatling is \"latest\", expected one like 3.12.0",
                run.replace("3.5.0", "latest"));
        problems.put("line 2: the last line has no end", run + "REQUEST\t\tlist\t1\t2\tOK\t ");
        problems.put(
                "line 2: \"REQUEST??list?1?2?OK\" has 6 columns, expected at least 7",
                run + "REQUEST\t\tlist\t1\t2\tOK\n");
        problems.put("line 2: a time is \"x\", expected milliseconds", run + "REQUEST\t\tlist\tx\t2\tOK\t \n");
        problems.put(
                "line 2: a time is \"1234567890123456\", expected milliseconds",
                run + "REQUEST\t\tlist\t1\t1234567890123456\tOK\t \n");
        problems.put("line 2: it ended 4 ms before it began", run + "REQUEST\t\tlist\t5\t1\tOK\t \n");
        problems.put("line 2: the status is \"MAYBE\", expected OK or KO", run + "REQUEST\t\tlist\t1\t2\tMAYBE\t \n");
        problems.put("line 2: another run begins here; each has a file of its own", run + run);
        problems.put(
                "line 2: \"ACTION?x\" is of no known kind, which are USER, REQUEST, GROUP and ERROR",
                run + "ACTION\tx\n");
        problems.put(
                "line 2: \"USER?x?START?1\" is not the run, which must come first",
                "ASSERTION\tAAA=\nUSER\tx\tSTART\t1\n" + run);
        problems.put("line 1: there is no line RUN, which says the version", "ASSERTION\tAAA=\n");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            assertThat(problem(each.getValue())).isEqualTo(each.getKey());
        }
    }

    @Test
    void messagesOfFailuresAreReadPastWhereTheyAreTooMany() throws IOException {
        GatlingLog log = log().ok("list", 0, 5);
        String message = "x".repeat(7900);
        for (int i = 0; i < 3000; i++) {
            log.ko("list", 0, 1, message + i);
        }
        // Known since before they were too many.
        log.ok(message + 0, 0, 1);
        Path file = file("simulation.log", log);
        assertThat(file).isRegularFile();
        assertThat(Samples.problem(Samples.request(file))).contains("a name has 7901 characters");
        log = log().ok("list", 0, 5);
        for (int i = 0; i < 3000; i++) {
            log.ko("list", 0, 1, message + i);
        }
        assertThat(Samples.figures(Samples.phases(file("simulation.log", log)).get("list")))
                .containsEntry("items_processed", "1")
                .containsEntry("items_failed", "3000");
        log.ok(message + 2999, 0, 1);
        assertThat(problem(log.toBytes())).endsWith("or was the message of a failure before, among too many of them");
    }

    @Test
    void aNodeOfATreeFindsItsChildrenHoweverManyThereAre() throws IOException {
        GatlingLog log = log();
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1000; i++) {
                log.ok("request " + i, 0, i);
            }
        }
        for (int i = 0; i < 1000; i++) {
            expected.add("request " + i + ": 2 [" + i + ", " + i + ", " + i + ", " + i + ", " + i + "]");
        }
        expected.sort(null);
        check(Samples.phases(file("simulation.log", log)), expected);
    }
}
