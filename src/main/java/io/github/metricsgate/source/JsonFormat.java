package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Set;

/**
 * Any JSON, one document or several one after the other, of which the pom says where the phase, the time of an item, its unit
 * and a count stand.
 */
final class JsonFormat implements SourceFormat {

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String description() {
        return "a JSON file (any; the pom says where its values are)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(
                SourceOption.PHASE,
                SourceOption.VALUE,
                SourceOption.UNIT,
                SourceOption.COUNT,
                SourceOption.PERCENTILES);
    }

    @Override
    public boolean isValid(SourceOption option, String value) {
        return switch (option) {
            case PHASE, VALUE, COUNT, UNIT -> JsonPlace.isValid(value);
            default -> option.isValid(value);
        };
    }

    @Override
    public String expected(SourceOption option) {
        return switch (option) {
            case PHASE, VALUE, COUNT -> "a JSON pointer, in which * stands for every element, as in /results/*/time";
            case UNIT -> option.expected() + ", or a JSON pointer to it";
            default -> option.expected();
        };
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return beginning.isJsonArray() || beginning.isJsonObject() ? Recognition.ONLY_IF_NAMED : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        PlacedValues values = PlacedValues.of(
                input,
                options,
                items,
                "<value>/results/*/time</value>, a JSON pointer in which * stands for every element, and <phase>name</phase>");
        JsonPlaces places = JsonPlaces.of(input, options);
        new JsonWalk(input, places, values, items).read();
    }
}
