package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What github-action-benchmark keeps: {@code data.js} ({@code window.BENCHMARK_DATA = {...}}), or the same as JSON
 * (external-data-json-path). It has the runs of each suite, and of each benchmark one figure.
 */
final class ActionBenchmarkHistory implements HistoryFormat {

    private static final String SCRIPT = "window.BENCHMARK_DATA";
    private static final int LONGEST_PREFIX = 1000;

    @Override
    public String name() {
        return "github-action-benchmark";
    }

    @Override
    public String description() {
        return "a history of github-action-benchmark";
    }

    @Override
    public boolean recognises(FileBeginning beginning) {
        return beginning.text().stripLeading().startsWith(SCRIPT)
                || (beginning.isJsonObject() && beginning.jsonKeys().contains("entries"))
                || (beginning.isJsonObject() && beginning.jsonKeys().contains("lastUpdate"));
    }

    @Override
    public void read(SourceInput input, ImportedRuns runs) throws IOException {
        BufferedInputStream in = new BufferedInputStream(input.stream());
        boolean isScript = skipPrefix(in);
        JsonInput json = new JsonInput((InputStream) in);
        input.positionedBy(json);
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        boolean hasEntries = false;
        while (key != null) {
            if (key.equals("entries")) {
                hasEntries = true;
                readSuites(json, runs);
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        if (!hasEntries) {
            throw new InvalidValueException("it has no entries");
        }
        if (!isScript) {
            json.expectEnd();
        }
    }

    /** Goes on to the first brace; whether anything is before it. */
    private static boolean skipPrefix(BufferedInputStream in) throws IOException {
        StringBuilder prefix = new StringBuilder();
        in.mark(1);
        int next = in.read();
        while (next >= 0 && next != '{') {
            prefix.append((char) next);
            if (prefix.length() > LONGEST_PREFIX) {
                throw new InvalidValueException("it has no object after " + Quoted.text(prefix.toString()));
            }
            in.mark(1);
            next = in.read();
        }
        in.reset();
        String text = new String(prefix.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        if (!text.isEmpty() && !text.replaceAll("\\s", "").equals(SCRIPT + "=")) {
            throw new InvalidValueException("it begins with " + Quoted.text(text) + ", expected " + SCRIPT + " =");
        }
        return !text.isEmpty();
    }

    private static void readSuites(JsonInput json, ImportedRuns runs) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String suite = json.nextKey();
        while (suite != null) {
            json.expect(JsonToken.START_ARRAY);
            String name = runs.shared(Items.checkedName(suite));
            boolean isWanted = runs.wantsSuite(name);
            while (json.next() != JsonToken.END_ARRAY) {
                if (isWanted) {
                    readRun(json, name, runs);
                } else {
                    json.skip();
                    runs.leaveOut("runs of another suite", name);
                }
            }
            suite = json.nextKey();
        }
    }

    private static void readRun(JsonInput json, String suite, ImportedRuns runs) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        BigDecimal date = null;
        String tool = "";
        Map<String, String> commit = new HashMap<>();
        ActionBenchmarkRun run = new ActionBenchmarkRun(runs);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "commit" -> readCommit(json, commit);
                case "date" -> date = json.number();
                case "tool" -> tool = json.text();
                case "benches" -> run.readBenches(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        if (date == null) {
            throw new InvalidValueException("a run of the suite " + Quoted.text(suite) + " has no date");
        }
        runs.add(
                HistoryTimes.ofMilliseconds(date, "the date of a run"),
                commit.get("id"),
                withoutSecrets(commit.get("url")),
                Map.of(ImportedRuns.SUITE, suite),
                run.phases(tool));
    }

    private static @Nullable String withoutSecrets(@Nullable String url) {
        return url == null ? null : WithoutSecrets.of(url);
    }

    private static void readCommit(JsonInput json, Map<String, String> commit) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return;
        }
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            String text = key.equals("id") || key.equals("url") ? json.scalar() : null;
            if (text != null) {
                commit.put(key, Items.checkedName(text));
            }
            json.skip();
            key = json.nextKey();
        }
    }
}
