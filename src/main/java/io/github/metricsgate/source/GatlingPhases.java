package io.github.metricsgate.source;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The items of a log. A request is called as in Gatling's own reports, with its groups before it: {@code Checkout / Pay}. A
 * group may be called like a request beside it, and so has a mark behind its name.
 */
final class GatlingPhases {

    private static final String SEPARATOR = " / ";
    private static final String GROUP = " [group]";
    private static final BigDecimal RESOLUTION = BigDecimal.ONE;

    private final Items items;
    private final String version;

    GatlingPhases(Items items, String version) {
        this.items = items;
        this.version = version;
    }

    /** @param path the groups, the outermost first, and the request's name */
    PhaseAccumulator request(List<String> path) {
        PhaseAccumulator item = item(path, "");
        item.detail("times", "response times of successful requests");
        return item;
    }

    /** @param path the groups, the outermost first */
    PhaseAccumulator group(List<String> path) {
        PhaseAccumulator item = item(path, GROUP);
        item.detail(
                "times", "cumulated response times of a group's requests, without pauses, where all of them succeeded");
        return item;
    }

    private PhaseAccumulator item(List<String> path, String mark) {
        String key = String.join(SEPARATOR, path) + mark;
        // A name may have the separator in it: then two paths come to one key, which are not one item. No name has a
        // tab.
        String groups = WithoutSecrets.of(String.join("\t", path) + "\t" + mark);
        PhaseAccumulator item = items.item(key, key, Map.of("groups", groups));
        item.detail("version", version);
        item.detail("unit", "ms");
        item.resolution(RESOLUTION);
        return item;
    }
}
