package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/**
 * What JMH writes with {@code -rf json}: an array of results. Its {@code scorePercentiles} are of the means of iterations, and
 * say nothing of single calls, in every mode but {@code sample}.
 */
final class JmhFormat implements SourceFormat {

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String description() {
        return "a result of JMH (-rf json; read are those of all versions up to 1.37)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (!beginning.isJsonArray()) {
            return Recognition.NO;
        }
        Set<String> keys = beginning.jsonKeys();
        if (keys.contains("jmhVersion") || keys.containsAll(Set.of("benchmark", "mode"))) {
            return Recognition.CERTAIN;
        }
        // What JMH writes when it ran no benchmark.
        boolean isEmpty =
                beginning.isWhole() && beginning.text().replaceAll("\\s", "").equals("[]");
        return isEmpty ? Recognition.IF_NAMED : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.json();
        json.expectNext(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            json.expect(JsonToken.START_OBJECT);
            JmhResult.read(json).into(items);
        }
        json.expectEnd();
    }
}
