package io.github.metricsgate.source;

import java.util.List;

/** All formats there are. A new one is a class and a line here. */
public final class SourceFormats {

    private SourceFormats() {}

    /** In the order in which they are listed to people. */
    public static List<SourceFormat> all() {
        return List.of(new JmhFormat(), new SurefireFormat(), new HlogFormat(), new HgrmFormat());
    }
}
