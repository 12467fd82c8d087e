package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What hyperfine writes with {@code --export-json}: a result for each command, with the time of every run. */
final class HyperfineFormat implements SourceFormat {

    @Override
    public String name() {
        return "hyperfine";
    }

    @Override
    public String description() {
        return "a result of hyperfine (--export-json; read are those of 1.x with the times of all runs)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (!beginning.isJsonObject() || !beginning.jsonKeys().equals(Set.of("results"))) {
            return Recognition.NO;
        }
        String text = beginning.text();
        if (text.contains("\"command\"") && text.contains("\"stddev\"") && text.contains("\"system\"")) {
            return Recognition.CERTAIN;
        }
        // What hyperfine writes when no command could be measured.
        return beginning.isWhole() && text.replaceAll("\\s", "").equals("{\"results\":[]}")
                ? Recognition.IF_NAMED
                : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.json();
        Set<String> keys = new HashSet<>();
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals("results")) {
                json.expect(JsonToken.START_ARRAY);
                while (json.next() != JsonToken.END_ARRAY) {
                    json.expect(JsonToken.START_OBJECT);
                    HyperfineResult result = HyperfineResult.read(json);
                    if (!keys.add(result.key())) {
                        throw input.unreadableUnless(
                                "two of its results are called " + Quoted.text(result.key())
                                        + ", where what may be a secret is left out of the command",
                                "Give each command a name of its own: hyperfine -n one 'command' -n other 'command'.");
                    }
                    result.into(items);
                }
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
    }
}
