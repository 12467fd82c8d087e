package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A result of Lighthouse: one page, measured once. It has no latencies; what it measured are {@code measures}. */
final class LighthouseFormat implements SourceFormat {

    private static final String VERSION = "lighthouseVersion";

    @Override
    public String name() {
        return "lighthouse";
    }

    @Override
    public String description() {
        return "a result of Lighthouse (--output json; read are those of 6 to 13)";
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isResult = beginning.isJsonObject() && beginning.jsonKeys().contains(VERSION);
        return isResult ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.json();
        json.expectNext(JsonToken.START_OBJECT);
        LighthouseResult result = LighthouseResult.read(json);
        json.expectEnd();
        result.into(items);
    }
}
