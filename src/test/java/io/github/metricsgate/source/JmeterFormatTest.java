package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures expected of the samples were worked out by a script of a few lines in another language, which sorts. */
class JmeterFormatTest {

    private static final String HEADER = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success\n";
    private static final String LOOKS_LIKE =
            " looks like a log of samples by JMeter (.jtl; read are those of version 2.1 and later,"
                    + " as CSV and as XML of version 1.2) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version:"
                    + " run the tool again, or leave the file out.";
    private static final String PARTS_LEFT_OUT =
            "Sub-results (redirects and embedded resources, label-0, label-1, ...) were skipped, because their time is part of"
                    + " their request's: <subResults>include</subResults> reads them too.";
    private static final String TRANSACTIONS_LEFT_OUT =
            "Transactions were skipped, because they sum up other samples: <transactions>include</transactions> reads them too,"
                    + " <transactions>only</transactions> nothing else.";

    @TempDir
    Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("it.jtl"), content);
    }

    private static Samples.ReadPhases phases(Path file, SourceOption option, String value) {
        return Samples.phases(Samples.request(file, Map.of(option, value)));
    }

    private String problem(String content) throws IOException {
        String message = Samples.problem(Samples.request(file(content)));
        String prefix = directory.resolve("it.jtl").toString().replace('\\', '/') + LOOKS_LIKE;
        assertThat(message).startsWith(prefix);
        return message.substring(prefix.length());
    }

    @Test
    void aLabelIsAPhase() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("jmeter/jmeter-results.jtl"));
        assertThat(phases.keys()).containsExactly("JR-OK");
        Phase phase = phases.get("JR-OK");
        assertThat(phase.name()).isEqualTo("JR-OK");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "266"),
                        entry("p95", "353"),
                        entry("p99", "353"),
                        entry("min", "107"),
                        entry("max", "353"),
                        entry("mean", "243"),
                        entry("stddev", "80.0667484698005942"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "9503"),
                        entry("throughput", "4.1039671682626539"),
                        entry("items_processed", "39"),
                        entry("items_failed", "0"),
                        entry("error_rate", "0"));
        assertThat(phase.measures()).isEmpty();
        assertThat(phase.histogram()).isNotNull();
        assertThat(Samples.source(phase).format()).isEqualTo("jmeter");
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "ms"),
                        entry("percentiles", "nearest rank of all 39 values, exact"),
                        entry("resolution", "1 ms; 0 of 39 values are no longer than that"));
    }

    @Test
    void partsOfRequestsInARealLogAreNotCountedOnceMore() {
        Path file = Samples.real("jmeter-subresults.jtl");
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.sources().get(0).notes()).containsExactly(PARTS_LEFT_OUT);
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys()).containsExactly("HTTP Request");
        assertThat(Samples.latencies(phases.get("HTTP Request")))
                .containsEntry("p50", "168")
                .containsEntry("p95", "1336")
                .containsEntry("p99", "1557")
                .containsEntry("mean", "372.31");
        Samples.ReadPhases all = phases(file, SourceOption.SUB_RESULTS, "include");
        assertThat(all.keys()).containsExactlyInAnyOrder("HTTP Request", "HTTP Request-0", "HTTP Request-1");
        assertThat(Samples.latencies(all.get("HTTP Request-0")))
                .containsEntry("p50", "59")
                .containsEntry("p99", "386")
                .containsEntry("max", "515");
        assertThat(Samples.figures(all.get("HTTP Request-1")))
                .containsEntry("items_processed", "100")
                .containsEntry("duration", "9890");
    }

    @Test
    void aRealLogWithoutAHeaderHasTheColumnsThatJMeterWritesByItself() {
        Phase phase = Samples.phases(Samples.real("jmeter-no-header.jtl")).get("HTTP Request /greeting");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "5")
                .containsEntry("p95", "54")
                .containsEntry("mean", "11.3");
        assertThat(Samples.figures(phase))
                .containsEntry("items_processed", "10")
                .containsEntry("duration", "4395");
    }

    @Test
    void separatorsQuotesAndWrittenTimesAreThoseOfTheFile() {
        Path file = Samples.own("jmeter/semicolons-crlf.jtl");
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.sources().get(0).notes()).containsExactly(PARTS_LEFT_OUT, TRANSACTIONS_LEFT_OUT);
        Samples.ReadPhases phases = Samples.phases(file);
        // The second GET /cart-1 began when GET /cart had ended: it is a request of that name.
        assertThat(phases.keys()).containsExactly("GET /cart", "GET /cart-1", "search; quoted");
        assertThat(Samples.figures(phases.get("search; quoted")))
                .containsExactly(
                        entry("duration", "1600"),
                        entry("throughput", "0.625"),
                        entry("items_processed", "1"),
                        entry("items_failed", "1"),
                        entry("error_rate", "0.5"));
        assertThat(Samples.latencies(phases.get("search; quoted"))).containsEntry("max", "30");
        assertThat(Samples.latencies(phases.get("GET /cart-1"))).containsEntry("max", "99");
    }

    @Test
    void aTransactionIsTakenWhereThePomSaysSo() {
        Path file = Samples.own("jmeter/semicolons-crlf.jtl");
        assertThat(phases(file, SourceOption.TRANSACTIONS, "include").keys())
                .containsExactly("Buy", "GET /cart", "GET /cart-1", "search; quoted");
        Samples.ReadPhases only = phases(file, SourceOption.TRANSACTIONS, "only");
        assertThat(only.keys()).containsExactly("Buy");
        assertThat(Samples.latencies(only.get("Buy"))).containsEntry("p50", "403");
    }

    @Test
    void samplesInSamplesOfXmlAreTransactionsRequestsAndParts() {
        Path file = Samples.own("jmeter/nested.xml.jtl");
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.sources().get(0).notes()).containsExactly(TRANSACTIONS_LEFT_OUT, PARTS_LEFT_OUT);
        assertThat(collected.toString()).doesNotContain("canary");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys()).containsExactly("GET /cart", "POST /order", "wait");
        assertThat(Samples.latencies(phases.get("GET /cart")))
                .containsExactly(
                        entry("p50", "57"),
                        entry("p95", "204"),
                        entry("p99", "204"),
                        entry("min", "57"),
                        entry("max", "204"),
                        entry("mean", "130.5"),
                        entry("stddev", "103.944696834422486"));
        // The second one began at 0, which is no time.
        assertThat(Samples.figures(phases.get("GET /cart")))
                .containsEntry("duration", "204")
                .containsEntry("items_processed", "2");
        assertThat(Samples.figures(phases.get("POST /order")))
                .containsExactly(
                        entry("duration", "221"),
                        entry("throughput", "0"),
                        entry("items_processed", "0"),
                        entry("items_failed", "1"),
                        entry("error_rate", "1"));
        assertThat(Samples.latencies(phases.get("POST /order"))).containsEntry("p50", "null");
        assertThat(phases(file, SourceOption.SUB_RESULTS, "include").keys())
                .containsExactly("GET /cart", "GET /cart-0", "GET /cart-1", "POST /order", "wait");
        assertThat(phases(file, SourceOption.TRANSACTIONS, "only").keys()).containsExactly("Buy");
    }

    @Test
    void partsOfATransactionAreRequestsWhateverTheyAreCalled() throws IOException {
        Path file = file(HEADER
                + "1733753520300,430,Buy,,\"Number of samples in transaction : 2, number of failing samples : 0\",T 1-1,true\n"
                + "1733753520300,204,Buy-0,200,OK,T 1-1,true\n"
                + "1733753520300,20,Buy-0-0,301,Moved,T 1-1,true\n"
                + "1733753520504,226,Buy-1,200,OK,T 1-1,true\n");
        assertThat(Samples.phases(file).keys()).containsExactly("Buy-0", "Buy-1");
    }

    @Test
    void partsAreFoundAmongLinesOfOtherThreadsAtAnyDepth() throws IOException {
        Path file = file(HEADER
                + "1733753520300,204,a,200,OK,T 1-1,true\n"
                + "1733753520350,20,b,200,OK,T 1-2,true\n"
                + "1733753520300,100,a-0,200,OK,T 1-1,true\n"
                + "1733753520310,10,b-7,200,OK,T 1-2,true\n"
                + "1733753520310,50,a-0-0,200,OK,T 1-1,true\n"
                + "1733753520310,50,a-0,200,OK,T 1-2,true\n"
                + "1733753520400,104,a-1,200,OK,T 1-1,true\n");
        assertThat(Samples.phases(file).keys()).containsExactly("a", "a-0", "b", "b-7");
        assertThat(Samples.figures(Samples.phases(file).get("a-0"))).containsEntry("items_processed", "1");
    }

    @Test
    void whereTimesAreThoseOfTheEndPartsAreFoundToo() throws IOException {
        Path file = file(HEADER
                + "1733753520504,204,a,200,OK,T 1-1,true\n"
                + "1733753520400,100,a-0,301,Moved,T 1-1,true\n"
                + "1733753520504,104,a-1,200,OK,T 1-1,true\n");
        assertThat(Samples.phases(file).keys()).containsExactly("a");
    }

    @Test
    void timesOfWholeSecondsAreNoReasonToTakeAPartForARequest() throws IOException {
        Path file = file(HEADER
                + "12/09/24 14:12:00,1500,a,200,OK,T 1-1,true\n"
                + "12/09/24 14:12:01,800,a-0,200,OK,T 1-1,true\n");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys()).containsExactly("a");
        assertThat(Samples.figures(phases.get("a"))).containsEntry("duration", "1500");
    }

    @Test
    void aFormatOfTimesThatIsNotKnownCostsTheDurationAlone() throws IOException {
        Path file = file(HEADER + "09.12.2024 14.12,20,a,200,OK,T 1-1,true\n" + "soon,40,a,200,OK,T 1-1,false\n");
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.sources().get(0).notes())
                .containsExactly("The format of timeStamp is unknown, so there is no duration and no throughput:"
                        + " -Jjmeter.save.saveservice.timestamp_format=ms makes JMeter write milliseconds.");
        assertThat(Samples.figures(collected.run().phases().get(0)))
                .containsExactly(entry("items_processed", "1"), entry("items_failed", "1"), entry("error_rate", "0.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024/12/09 14:12:00.300",
                "2024-12-09 14:12:00,300",
                "2024-12-09T14:12:00.300Z",
                "12/09/24 14:12:00.300"
            })
    void timesMayBeWrittenOut(String time) throws IOException {
        String later = time.replace("00.3", "01.4").replace("00,3", "01,4");
        Path file = file(HEADER + '"' + time + "\",20,a,200,OK,T 1-1,true\n\"" + later + "\",40,a,200,OK,T 1-1,true\n");
        assertThat(Samples.figures(Samples.phases(file).get("a"))).containsEntry("duration", "1140");
    }

    @Test
    void withoutTheColumnNobodyKnowsOfFailures() throws IOException {
        Path file = file("\uFEFF\"elapsed\"|\"label\"|\"Latency\"\n20|a|1\n\n30|a|1\n");
        assertThat(Samples.figures(Samples.phases(file).get("a"))).containsExactly(entry("items_processed", "2"));
    }

    @Test
    void resultsThatWerePutTogetherMayHaveTheirHeaders() throws IOException {
        String run = HEADER + "1733753520300,20,a,200,OK,T 1-1,true\n";
        assertThat(Samples.figures(Samples.phases(file(run + run)).get("a"))).containsEntry("items_processed", "2");
    }

    @Test
    void shardsAreMergedExactly() throws IOException {
        Files.writeString(directory.resolve("1.jtl"), HEADER + "1733753520300,20,a,200,OK,T 1-1,true\n");
        Files.writeString(directory.resolve("2.jtl"), HEADER + "1733753520100,50,a,200,OK,T 1-1,true\n");
        Files.copy(Samples.own("jmeter/nested.xml.jtl"), directory.resolve("3.jtl"));
        Files.writeString(directory.resolve("statistics.json"), "{}");
        Samples.ReadPhases phases = Samples.phases(directory);
        assertThat(phases.keys()).containsExactly("GET /cart", "POST /order", "a", "wait");
        assertThat(Samples.latencies(phases.get("a")))
                .containsEntry("p50", "20")
                .containsEntry("max", "50");
        assertThat(Samples.figures(phases.get("a"))).containsEntry("duration", "220");
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws IOException {
        String row = "1733753520300,20,a,200,OK,T 1-1,true\n";
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put(
                HEADER + row + "1733753520300,2", "line 3: the last line was cut off: it has no line end" + WAY_OUT);
        problems.put(
                HEADER + row + "1733753520300,2\n",
                "line 3: the line has 2 cells, expected 7 as in the first line" + WAY_OUT);
        problems.put(
                HEADER + "1733753520300,-20,a,200,OK,T 1-1,true\n",
                "line 2: elapsed is \"-20\", expected milliseconds" + WAY_OUT);
        problems.put(
                HEADER + "1733753520300,20,a,200,OK,T 1-1,yes\n",
                "line 2: success is \"yes\", expected true or false" + WAY_OUT);
        problems.put(
                HEADER + "\n" + row + "17337535203001,20,a,200,OK,T 1-1,true\n",
                "line 4: timeStamp is \"17337535203001\", expected milliseconds since 1970" + WAY_OUT);
        problems.put(
                HEADER + row + "1733753520300,20,a,200,\"no end,T 1-1,true\n",
                "line 3: a quoted cell is never closed" + WAY_OUT);
        problems.put(
                HEADER + row + "1733753520300,20,a,200,\"no\" pair,T 1-1,true\n",
                "line 3: its quotation marks are not balanced" + WAY_OUT);
        problems.put(
                "timeStamp,elapsed,success\n1733753520300,2,true\n",
                "it has no column label (-Jjmeter.save.saveservice.label=true makes JMeter write it)" + WAY_OUT);
        problems.put(
                "elapsed,label,success,SampleCount,ErrorCount\n2500,a,true,25,0\n",
                "line 2: a line sums up 25 samples, so their times are lost: use mode=StrippedBatch instead of Statistical in"
                        + " JMeter's properties" + WAY_OUT);
        problems.put(
                HEADER
                        + "1733753520300,20,a,,\"Number of samples in transaction : 2, number of failing samples : 0\",T,true\n",
                "line 2: it has nothing but transactions, which are skipped because they sum up other samples. If the samples"
                        + " themselves were not saved, read the transactions: <transactions>only</transactions> in the source.");
        problems.put(
                "<testResults version=\"1.2\">\n<sample t=\"1\" lb=\"a\"/>\n",
                "line 3, column 1: it is not XML: XML document structures must start and end within the same entity"
                        + WAY_OUT);
        problems.put(
                "<testResults version=\"1.0\"/>", "line 1, column 29: its version is \"1.0\", read is 1.2" + WAY_OUT);
        problems.put(
                "<testResults version=\"1.2\"><sample lb=\"a\"/></testResults>",
                "line 1, column 44: a sample has no t" + WAY_OUT);
        for (Map.Entry<String, String> each : problems.entrySet()) {
            assertThat(problem(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeStamp,elapsed\n",
                "elapsed\n",
                "label,elapsed\n",
                "1733753520300,20,a,200,OK,T 1-1,text\n",
                "1733753520300,20,a,200,OK,T 1-1,text,maybe,\n",
                "1733753520,20,a,200,OK,T 1-1,text,true,\n",
                "<testResult/>"
            })
    void whatIsNoneIsNotTakenForOne(String content) {
        FileBeginning beginning = new FileBeginning("it.jtl", content.getBytes(StandardCharsets.UTF_8), true);
        assertThat(new JmeterFormat().recognise(beginning)).isEqualTo(Recognition.NO);
    }

    /** One random log: what is written, and what a sort makes of it. */
    private static final class RandomLog {

        private final RandomGenerator random;
        private final StringBuilder text = new StringBuilder();
        private final Map<String, List<Integer>> times = new TreeMap<>();
        private final Map<String, Integer> failed = new TreeMap<>();

        RandomLog(RandomGenerator random, char delimiter, String end) {
            this.random = random;
            text.append(HEADER.strip().replace(',', delimiter)).append(end);
            List<String> labels = List.of("a", "b" + delimiter + "c", "d \"e\"", "f\ng", "\u00E4-1", "h/x");
            int rows = 1 + random.nextInt(2000);
            long now = 1733753520300L;
            for (int i = 0; i < rows; i++) {
                String label = labels.get(random.nextInt(labels.size()));
                int elapsed = random.nextInt(1 + random.nextInt(100_000));
                boolean ok = random.nextInt(10) > 0;
                now += random.nextInt(100);
                String[] cells = {
                    String.valueOf(now),
                    String.valueOf(elapsed),
                    label,
                    "200",
                    message(),
                    "T 1-" + random.nextInt(9),
                    "" + ok
                };
                for (int c = 0; c < cells.length; c++) {
                    text.append(c == 0 ? "" : delimiter).append(quoted(cells[c], delimiter));
                }
                text.append(end);
                times.computeIfAbsent(label, l -> new ArrayList<>());
                failed.merge(label, ok ? 0 : 1, Integer::sum);
                if (ok) {
                    times.get(label).add(elapsed);
                }
            }
            times.values().forEach(Collections::sort);
        }

        private String message() {
            return switch (random.nextInt(4)) {
                case 0 -> "x".repeat(random.nextInt(3000));
                case 1 -> "Non HTTP response message: \"failed\", and\r\nmore";
                default -> "OK";
            };
        }

        private String quoted(String cell, char delimiter) {
            boolean must = cell.indexOf(delimiter) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
            return must || random.nextInt(50) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }
    }

    @Test
    void percentilesOfRandomLogsAreThoseOfASort() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        int compared = 0;
        for (int i = 0; i < 60; i++) {
            RandomLog log = new RandomLog(random, ",;\t|".charAt(i % 4), i % 3 == 0 ? "\r\n" : "\n");
            Samples.ReadPhases phases = phases(file(log.text.toString()), SourceOption.PERCENTILES, "0.1, 75, 99.99");
            assertThat(phases.keys()).isEqualTo(log.times.keySet());
            for (Map.Entry<String, List<Integer>> each : log.times.entrySet()) {
                Phase phase = phases.get(each.getKey());
                List<Integer> sorted = each.getValue();
                assertThat(Samples.figures(phase))
                        .as("seed " + seed)
                        .containsEntry("items_processed", String.valueOf(sorted.size()))
                        .containsEntry("items_failed", String.valueOf(log.failed.get(each.getKey())));
                for (String rank : List.of("50", "95", "99", "0.1", "75", "99.99")) {
                    if (!sorted.isEmpty()) {
                        int place = new BigDecimal(rank)
                                .multiply(BigDecimal.valueOf(sorted.size()))
                                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                                .intValue();
                        assertThat(Samples.latencies(phase))
                                .as("seed " + seed)
                                .containsEntry("p" + rank, String.valueOf(sorted.get(place - 1)));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }
}
