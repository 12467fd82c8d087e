package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code stats.json} of Gatling's reports until 3.13: a tree of groups, with the requests in it. Which percentiles it has
 * is in no file.
 */
final class GatlingStatsFormat implements SourceFormat {

    /** The root, and all that a {@code global_stats.json} has. Until 2.x Gatling calls it {@code Global Information}. */
    static final String ALL = "All Requests";

    static final String ALL_TIMES = "response times of successful requests";

    private static final String SEPARATOR = " / ";
    private static final String GROUP = " [group]";

    @Override
    public String name() {
        return "gatling-stats";
    }

    @Override
    public String description() {
        return "a stats.json of Gatling (read are those of 2.0 to 3.13)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public boolean isValid(SourceOption option, String value) {
        return areRanks(value);
    }

    @Override
    public String expected(SourceOption option) {
        return EXPECTED;
    }

    static final String EXPECTED =
            "four different numbers (of Gatling before 2.1 two), those of percentile1 to percentile4 in"
                    + " gatling.conf, as in " + GatlingStatistics.BY_DEFAULT;

    static boolean areRanks(String value) {
        return UnnamedPercentiles.isValid(value, GatlingStatistics.NUMBERS_OF_PERCENTILES);
    }

    @Override
    public Set<String> redundantBeside() {
        return Set.of("gatling");
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isTree = beginning.isJsonObject()
                && beginning.jsonKeys().containsAll(Set.of("type", "stats"))
                && beginning.text().contains("\"numberOfRequests\"");
        return isTree ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        List<BigDecimal> ranks = GatlingStatistics.ranks(input, options);
        JsonInput json = input.json();
        json.next();
        new Tree(json, ranks, items).read(null);
        json.expectEnd();
    }

    /** Read as it comes: of a node, the name and the path may stand before or behind the statistics and the children. */
    private record Tree(JsonInput json, List<BigDecimal> ranks, Items items) {

        /** @param parent the path of the group that it is in; empty in the root, null for the root itself */
        void read(@Nullable String parent) throws IOException {
            json.expect(JsonToken.START_OBJECT);
            String type = "";
            String name = null;
            GatlingStatistics statistics = null;
            boolean hasContents = false;
            String key = json.nextKey();
            while (key != null) {
                switch (key) {
                    case "type" -> type = json.text();
                    case "name" -> name = Items.checkedName(json.text());
                    case "stats" -> statistics = GatlingStatistics.read(json);
                    case "contents" -> {
                        hasContents = true;
                        readContents(path(parent, name));
                    }
                    default -> json.skip();
                }
                key = json.nextKey();
            }
            if (statistics == null || name == null) {
                throw new InvalidValueException("a " + (hasContents ? "group" : "request") + " without its "
                        + (name == null ? "name" : "stats"));
            }
            take(parent, type, name, statistics);
        }

        private void readContents(String path) throws IOException {
            json.expect(JsonToken.START_OBJECT);
            String key = json.nextKey();
            while (key != null) {
                read(path);
                key = json.nextKey();
            }
        }

        private static String path(@Nullable String parent, @Nullable String name) {
            if (parent == null) {
                return "";
            }
            if (name == null) {
                throw new InvalidValueException("a group whose contents stand before its name");
            }
            return Items.checkedName(parent.isEmpty() ? name : parent + SEPARATOR + name);
        }

        private void take(@Nullable String parent, String type, String name, GatlingStatistics statistics) {
            if (parent == null) {
                statistics.into(items.item(ALL, name, Map.of("place in the tree", "root")), ranks, ALL_TIMES);
                return;
            }
            boolean isGroup = type.equals("GROUP");
            if (!isGroup && !type.equals("REQUEST")) {
                throw new InvalidValueException(
                        Quoted.text(name) + " is of the type " + Quoted.text(type) + ", expected GROUP or REQUEST");
            }
            String key = path(parent, name) + (isGroup ? GROUP : "");
            PhaseAccumulator item = items.item(key, key, Map.of("place in the tree", "node"));
            statistics.into(
                    item,
                    ranks,
                    isGroup
                            ? "of a group, where all of its requests succeeded: their cumulated response times, without pauses"
                                    + " (with useGroupDurationMetric in gatling.conf, durations)"
                            : ALL_TIMES);
        }
    }
}
