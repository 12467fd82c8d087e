package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures are those of the files, read by eye; rates of successful requests were worked out by a calculator. */
class LocustFormatTest {

    private static final String HEADER =
            "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min"
                    + " Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,95%,99%,100%\n";
    private static final String TOTAL = ",Aggregated,1,0,5,5,5,5,0,1,0,5,5,5,5\n";
    private static final String LOOKS =
            " looks like a _stats.csv of Locust (not its _stats_history.csv or _failures.csv; read are"
                    + " those of 1.0 to 2.x) and cannot be read: ";
    private static final String ROUNDED =
            "Locust rounds percentiles to two significant digits: of 100 ms and more, a limit can be"
                    + " missed or crossed by up to 5 %.";
    private static final String FAILURES = "The times in a _stats.csv are of all requests, those that failed included.";

    @TempDir
    Path directory;

    private Path file(String... lines) throws IOException {
        return Files.writeString(directory.resolve("run_stats.csv"), String.join("", lines));
    }

    private String problem(String... lines) throws IOException {
        String message = Samples.problem(Samples.request(file(lines)));
        assertThat(message).contains(LOOKS);
        return message.substring(message.indexOf(LOOKS) + LOOKS.length());
    }

    private static List<String> notes(Path file) {
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.problems()).isEmpty();
        return collected.sources().get(0).notes();
    }

    @Test
    void aRequestIsAPhaseAndSoAreAll() {
        Path file = Samples.own("locust/run_stats.csv");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys()).containsExactly("Aggregated", "GET /cart", "POST /checkout, step 2");
        Phase phase = phases.get("GET /cart");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "120"),
                        entry("p95", "260"),
                        entry("p99", "980"),
                        entry("min", "8.25"),
                        entry("p66", "130"),
                        entry("p75", "150"),
                        entry("p80", "160"),
                        entry("p90", "210"),
                        entry("p98", "450"),
                        entry("p99.9", "1200"),
                        entry("p99.99", "1200"),
                        entry("max", "1243.5"),
                        entry("mean", "131.4375"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("throughput", "3.6"),
                        entry("items_processed", "180"),
                        entry("items_failed", "20"),
                        entry("error_rate", "0.1"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "ms"),
                        entry("mode", "summary"),
                        entry("times", "of all requests, those that failed included"),
                        entry("percentiles", "Locust's own, rounded to two significant digits"));
        assertThat(notes(file)).containsExactly(ROUNDED, FAILURES);
    }

    @Test
    void aRequestThatAlwaysFailedHasNoLatencies() {
        Phase phase = Samples.phases(Samples.own("locust/run_stats.csv")).get("POST /checkout, step 2");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("throughput", "0"),
                        entry("items_processed", "0"),
                        entry("items_failed", "3"),
                        entry("error_rate", "1"));
    }

    @Test
    void aPercentileThatIsRoundedBeyondTheMaximumOrMinimumIsThat() throws IOException {
        Path file = file(HEADER, "GET,/a,2,0,100,101,104.5,104.5,0,1,0,100,100,110,110\n", TOTAL);
        assertThat(Samples.latencies(Samples.phases(file).get("GET /a")))
                .containsExactly(
                        entry("p50", "104.5"),
                        entry("p95", "104.5"),
                        entry("p99", "104.5"),
                        entry("min", "104.5"),
                        entry("max", "104.5"),
                        entry("mean", "101"));
        assertThat(problem(HEADER, "GET,/a,2,0,90,101,104.5,104.5,0,1,0,90,100,110,110\n", TOTAL))
                .startsWith("line 2: p50 of \"GET /a\" is 90 ms, less than its min of 104.5 ms. ");
        assertThat(problem(HEADER, "GET,/a,2,0,90,90,90,90,0,1,0,90,90,95.6,100\n", TOTAL))
                .startsWith("line 2: max of \"GET /a\" is 90 ms, less than its p99 of 95.6 ms. ");
    }

    @Test
    void whereNothingWasRequestedThereAreNoFigures() throws IOException {
        Path file = file(HEADER, "GET,/a,0,0,0,0,0,0,0,0.0,0.0,N/A,N/A,N/A,N/A\n", TOTAL);
        Phase phase = Samples.phases(file).get("GET /a");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase)).containsExactly(entry("items_processed", "0"), entry("items_failed", "0"));
        assertThat(notes(file)).containsExactly(ROUNDED);
    }

    @Test
    void whichPercentilesThereAreIsSaidByTheHeader() throws IOException {
        Path file = file(
                HEADER.replace("50%,95%,99%,100%", "90%"),
                "GET,/a,10,0,7,8,5,9,0,1,0,9\n",
                ",Aggregated,10,0,7,8,5,9,0,1,0,9\n");
        Phase phase = Samples.phases(file).get("GET /a");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "7"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("min", "5"),
                        entry("p90", "9"),
                        entry("max", "9"),
                        entry("mean", "8"));
        assertThat(Samples.details(phase))
                .containsEntry(
                        "other percentiles",
                        "Locust writes those of PERCENTILES_TO_REPORT (locust.stats.PERCENTILES_TO_REPORT = [0.5, 0.95, 0.99] in the"
                                + " locustfile)");
    }

    @Test
    void aLineOfWindowsMayEndWithTwoCarriageReturns() throws IOException {
        String text = HEADER.replace("50%,95%,99%,100%", "99%") + ",Aggregated,10,0,7,8,5,9,0,1,0,9\n";
        Path file = file(text.replace("\n", "\r\r\n"));
        assertThat(Samples.latencies(Samples.phases(file).get("Aggregated"))).containsEntry("p99", "9");
    }

    @Test
    void namesThatDifferInTheirQueryAloneCannotBeMergedAndMayBeLeftOut() throws IOException {
        String row = "1,0,5,5,5,5,0,1,0,5,5,5,5\n";
        assertThat(problem(HEADER, "GET,/a?token=1," + row, "GET,/a?token=2," + row, TOTAL))
                .isEqualTo(
                        "line 3: it has two results of \"GET /a\", which cannot be merged. They may differ in the query of a URL,"
                                + " which is never stored: give requests a name without it in the tool, or leave them out with <exclude>.");
    }

    @Test
    void whatIsNoSuchFileIsNotReadAsOne() throws IOException {
        for (String other : List.of(
                "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%\n",
                "Method,Name,Error,Occurrences\n", "Count,Message,Traceback,Nodes\n")) {
            assertThat(Samples.problem(Samples.request(file(other))))
                    .contains("no format is recognised in it")
                    .contains("locust (a _stats.csv of Locust (not its _stats_history.csv or _failures.csv;");
        }
        assertThat(problem("\"Type\",\"Name\",\"# requests\",\"# failures\",\"Median response time\"\n"))
                .startsWith("line 1: it is of Locust 0.x, read are those of 1.0 to 2.x. ");
    }

    @Test
    void aFileThatCannotBeTrueOrWholeIsRefused() throws IOException {
        assertThat(problem(HEADER, "GET,/a,1,0,5,5,5,5,0,1,0,5,5,5,5\n"))
                .startsWith("line 2: its last row is not Aggregated, which Locust writes behind all others. ");
        assertThat(problem(HEADER)).startsWith("line 1: its last row is not Aggregated");
        assertThat(problem(HEADER, TOTAL.substring(0, TOTAL.length() - 1)))
                .startsWith("line 2: the last line was cut off: it has no line end. ");
        assertThat(problem(HEADER, "GET,/a,1,2,5,5,5,5,0,1,0,5,5,5,5\n", TOTAL))
                .startsWith("line 2: \"GET /a\" has 2 failures of 1 requests. ");
        assertThat(problem(HEADER, "GET,/a,1\n", TOTAL))
                .startsWith("line 2: the line has 3 cells, expected 15 as in the first line. ");
        assertThat(problem(HEADER.replace("Failure Count", "Failures"), TOTAL))
                .startsWith("line 1: it has no column Failure Count. ");
        assertThat(problem(HEADER.replace("99%", "95%"), TOTAL)).startsWith("line 1: it has two columns \"95%\". ");
    }

    /** Its lines end with two carriage returns, and its percentiles over the maximum are rounded up. */
    @Test
    void aRealFileIsRead() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("locust_stats.csv"));
        assertThat(phases.keys()).containsExactly("Aggregated", "GET /api/users");
        assertThat(Samples.latencies(phases.get("GET /api/users")))
                .isEqualTo(Samples.latencies(phases.get("Aggregated")))
                .containsEntry("p50", "130")
                .containsEntry("p95", "150")
                .containsEntry("p99", "320")
                .containsEntry("p99.99", "419.5509999990463")
                .containsEntry("min", "115.90450000949204")
                .containsEntry("max", "419.5509999990463");
        assertThat(Samples.figures(phases.get("Aggregated")))
                .containsEntry("throughput", "4.707020074951354")
                .containsEntry("items_processed", "255")
                .containsEntry("items_failed", "0");
    }
}
