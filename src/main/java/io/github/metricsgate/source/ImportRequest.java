package io.github.metricsgate.source;

import java.util.Set;

/**
 * What is wanted of somebody else's history.
 *
 * @param source the name of the source that reads the same benchmarks from now on, which begins the keys of its phases; empty
 *     for keys without one
 * @param branch whose runs are wanted, where the history has several
 * @param only the machines, environments, testbeds or suites that are wanted; empty for all
 * @param jmhMode JMH's mode of times, which others do not keep: {@code avgt}, {@code sample} or {@code ss}
 * @param most how many of the newest runs are of use
 */
public record ImportRequest(String source, String branch, Set<String> only, String jmhMode, int most) {

    public ImportRequest {
        only = Set.copyOf(only);
    }
}
