package io.github.metricsgate.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code global_stats.json} of Gatling's reports until 3.13: what {@code stats.json} has of all requests. */
final class GatlingGlobalStatsFormat implements SourceFormat {

    @Override
    public String name() {
        return "gatling-global-stats";
    }

    @Override
    public String description() {
        return "a global_stats.json of Gatling (read are those of 2.0 to 3.13)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public boolean isValid(SourceOption option, String value) {
        return GatlingStatsFormat.areRanks(value);
    }

    @Override
    public String expected(SourceOption option) {
        return GatlingStatsFormat.EXPECTED;
    }

    @Override
    public Set<String> redundantBeside() {
        return Set.of("gatling", "gatling-stats");
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isGlobal = beginning.isJsonObject()
                && beginning.jsonKeys().containsAll(Set.of("numberOfRequests", "meanNumberOfRequestsPerSecond"));
        return isGlobal ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        List<BigDecimal> ranks = GatlingStatistics.ranks(input, options);
        JsonInput json = input.json();
        json.next();
        GatlingStatistics statistics = GatlingStatistics.read(json);
        json.expectEnd();
        PhaseAccumulator item =
                items.item(GatlingStatsFormat.ALL, statistics.name(), Map.of("place in the tree", "root"));
        statistics.into(item, ranks, GatlingStatsFormat.ALL_TIMES);
    }
}
