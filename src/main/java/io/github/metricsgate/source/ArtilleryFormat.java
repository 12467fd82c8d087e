package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;

/** What {@code artillery run --output} writes: of its parts, the {@code aggregate} of the whole run is read. */
final class ArtilleryFormat implements SourceFormat {

    private static final String AGGREGATE = "aggregate";
    private static final int LARGEST_AGGREGATE = 100_000;

    @Override
    public String name() {
        return "artillery";
    }

    @Override
    public String description() {
        return "a report of Artillery (run --output; read are those of 1.5 to 2.0)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.UNIT);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isReport = beginning.isJsonObject()
                && beginning.jsonKeys().contains(AGGREGATE)
                && (beginning.text().contains("\"counters\"")
                        || beginning.text().contains("\"scenariosCreated\""));
        return isReport ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.json();
        JsonNode aggregate = null;
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals(AGGREGATE)) {
                json.expect(JsonToken.START_OBJECT);
                aggregate = json.tree(LARGEST_AGGREGATE);
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        if (aggregate == null) {
            throw new InvalidValueException("it has no " + AGGREGATE);
        }
        new ArtilleryAggregate(aggregate, options, items, new DistinctItems(input)).read();
    }
}
