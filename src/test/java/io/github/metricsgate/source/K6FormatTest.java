package io.github.metricsgate.source;

import org.junit.jupiter.api.Test;
import java.util.Map;

class K6FormatTest {
    @Test
    void dump() {
        for (String f : new String[] {"points.json", "k6-handleSummary-data.json", "k6-machine-readable-v1.json", "k6-summary-export-legacy.json"}) {
            System.out.println("== " + f);
            Collected c = Samples.collect(Samples.request(Samples.own("k6/" + f)));
            System.out.println(c.problems()); System.out.println(c.sources().get(0).notes());
            c.run().phases().forEach(v -> System.out.println(v.key() + Samples.latencies(v) + Samples.figures(v) + v.measures() + Samples.details(v)));
        }
        Collected c = Samples.collect(Samples.request(Samples.own("k6/points.json"), Map.of(SourceOption.SPLIT_BY, "name,group")));
        System.out.println(c.problems());
        c.run().phases().forEach(v -> System.out.println(v.key() + Samples.latencies(v) + Samples.figures(v) + v.measures() + Samples.details(v)));
    }
}
