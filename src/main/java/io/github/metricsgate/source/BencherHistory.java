package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the API of Bencher gives: reports, one or an array of them, or the result
 * of a query ({@code perf}). A file in Bencher Metric Format has no times, and is refused.
 */
final class BencherHistory implements HistoryFormat {

    private static final int LARGEST = 1_000_000;
    private static final String METRIC_FORMAT =
            "it is in Bencher Metric Format, which says neither when a run took place nor of which commit it is";
    private static final String WAY_OUT =
            "Import the project's reports (of the API, with expand=true) or the result of a query" + " (perf) instead.";

    /** What is smaller where it is better, of the measures that Bencher has itself. */
    private static final Set<String> COSTS = Set.of(
            "build-time",
            "file-size",
            "binary-size",
            "allocated",
            "instructions",
            "l1-accesses",
            "l2-accesses",
            "ram-accesses",
            "estimated-cycles",
            "ram-hits",
            "total-read-write",
            "total-bytes",
            "total-blocks",
            "at-t-gmax-bytes",
            "at-t-gmax-blocks",
            "at-t-end-bytes",
            "at-t-end-blocks",
            "reads-bytes",
            "writes-bytes");

    @Override
    public String name() {
        return "bencher";
    }

    @Override
    public String description() {
        return "what Bencher has of a project";
    }

    @Override
    public boolean recognises(FileBeginning beginning) {
        Set<String> keys = beginning.jsonKeys();
        boolean isReport = keys.contains("testbed") && (keys.contains("results") || keys.contains("start_time"));
        boolean isQuery = beginning.isJsonObject() && keys.contains("project") && keys.contains("results");
        return isReport
                || isQuery
                || (beginning.isJsonArray() && keys.containsAll(Set.of("uuid", "branch")))
                || (beginning.isJsonObject() && isMetricFormat(beginning.text()));
    }

    /** Whether a text begins as {@code {"benchmark": {"measure": {"value": 1}}}}. */
    private static boolean isMetricFormat(String text) {
        try {
            JsonInput json = new JsonInput(new StringReader(text));
            json.expectNext(JsonToken.START_OBJECT);
            if (json.nextKey() == null || json.token() != JsonToken.START_OBJECT) {
                return false;
            }
            if (json.nextKey() == null || json.token() != JsonToken.START_OBJECT) {
                return false;
            }
            String key = json.nextKey();
            return key != null && Set.of("value", "lower_value", "upper_value").contains(key);
        } catch (IOException | InvalidValueException notThat) {
            return false;
        }
    }

    @Override
    public void read(SourceInput input, ImportedRuns runs) throws IOException {
        JsonInput json = input.json();
        JsonToken first = json.next();
        if (first == JsonToken.START_ARRAY) {
            while (json.next() != JsonToken.END_ARRAY) {
                json.expect(JsonToken.START_OBJECT);
                report(json.tree(LARGEST), runs);
            }
        } else {
            json.expect(JsonToken.START_OBJECT);
            JsonNode document = json.tree(LARGEST);
            if (document.has("testbed")) {
                report(document, runs);
            } else if (document.path("results").isArray()) {
                query(document, runs);
            } else {
                throw input.unreadableUnless(METRIC_FORMAT, WAY_OUT);
            }
        }
        json.expectEnd();
    }

    private static void report(JsonNode report, ImportedRuns runs) {
        String branch = named(report, "branch");
        if (!branch.equals(runs.request().branch())) {
            runs.leaveOut("runs of another branch", branch);
            return;
        }
        JsonNode results = report.path("results");
        if (!results.isArray()) {
            throw new InvalidValueException(
                    "a report's results are " + (results.isNumber() ? "a count" : "not an array")
                            + ", expected the results themselves (expand=true of the API)");
        }
        BencherRun run = new BencherRun(runs, report.path("adapter").asText());
        for (JsonNode iteration : results) {
            for (JsonNode result : iteration) {
                result(result, run);
            }
        }
        runs.add(
                time(report, "start_time"),
                hash(
                        report.path("branch").path("head").path("version"),
                        report.path("branch").path("version")),
                null,
                Map.of("testbed", runs.shared(named(report, "testbed"))),
                run.phases());
    }

    /** Since 0.4.22 by benchmark, before by measure. */
    private static void result(JsonNode result, BencherRun run) {
        if (result.has("benchmarks")) {
            JsonNode measure = result.has("measure") ? result.path("measure") : result.path("metric_kind");
            for (JsonNode benchmark : result.path("benchmarks")) {
                run.add(named(benchmark), Map.of(), measure, benchmark);
            }
            return;
        }
        String benchmark = named(result, "benchmark");
        Map<String, String> params = params(result);
        if (result.has("measures")) {
            for (JsonNode measure : result.path("measures")) {
                run.add(benchmark, params, measure.path("measure"), measure);
            }
        } else {
            run.add(benchmark, params, result.path("measure"), result);
        }
    }

    /** Variants of a benchmark differ in them alone; before there were variants, there were none. */
    private static Map<String, String> params(JsonNode node) {
        Map<String, String> params = new TreeMap<>();
        node.path("variant").path("parameters").properties().forEach(param -> {
            if (!param.getValue().isValueNode()) {
                throw new InvalidValueException("the parameter " + Quoted.text(param.getKey())
                        + " of a variant is an object or an array, expected a text, a number, true or false");
            }
            params.put(param.getKey(), param.getValue().asText());
        });
        return params;
    }

    /** A series each, whose figures belong to the run of their report. */
    private static void query(JsonNode document, ImportedRuns runs) {
        record Building(Instant time, @Nullable String hash, String testbed, BencherRun run) {}
        Map<String, Building> byReport = new LinkedHashMap<>();
        for (JsonNode series : document.path("results")) {
            String branch = named(series, "branch");
            String testbed = runs.shared(named(series, "testbed"));
            Map<String, String> params = params(series);
            JsonNode measure = measure(series, document);
            for (JsonNode metric : series.path("metrics")) {
                if (!branch.equals(runs.request().branch())) {
                    runs.leaveOut("figures of another branch", branch);
                    continue;
                }
                String report = text(metric, "report") + " " + testbed;
                Building building = byReport.computeIfAbsent(
                        report,
                        none -> new Building(
                                time(metric, "start_time"),
                                hash(metric.path("version"), metric.path("version")),
                                testbed,
                                new BencherRun(runs, "")));
                building.run().add(named(series, "benchmark"), params, measure, metric);
            }
        }
        byReport.values()
                .forEach(run -> runs.add(
                        run.time(),
                        run.hash(),
                        null,
                        Map.of("testbed", run.testbed()),
                        run.run().phases()));
    }

    /** Before 0.4, a query was for one kind of metric, and then each series had its own. */
    private static JsonNode measure(JsonNode series, JsonNode document) {
        if (series.has("measure")) {
            return series.path("measure");
        }
        return series.has("metric_kind") ? series.path("metric_kind") : document.path("metric_kind");
    }

    private static @Nullable String hash(JsonNode version, JsonNode older) {
        String hash = version.path("hash").asText("");
        String found =
                hash.isEmpty() || hash.equals("null") ? older.path("hash").asText("") : hash;
        return found.isEmpty() || found.equals("null") ? null : Items.checkedName(found);
    }

    private static Instant time(JsonNode node, String field) {
        return HistoryTimes.ofText(text(node, field), field);
    }

    private static String named(JsonNode node, String member) {
        return text(node.path(member), "name", member);
    }

    private static String named(JsonNode node) {
        return text(node, "name", "a benchmark");
    }

    private static String text(JsonNode node, String field) {
        return text(node, field, field);
    }

    private static String text(JsonNode node, String field, String what) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new InvalidValueException(
                    (what.equals(field) ? what : "the " + field + " of " + what) + " is missing, or no text");
        }
        return Items.checkedName(value.textValue());
    }

    /** What is known of which way a measure gets better. */
    static Better better(String slug, String units) {
        return COSTS.contains(slug) ? Better.LOWER : BenchmarkUnit.of(units).better();
    }
}
