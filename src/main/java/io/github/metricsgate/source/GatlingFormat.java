package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The {@code simulation.log} of Gatling, from which it makes its own reports: lines until 3.12, binary records from 3.13 on. A
 * request is a phase and so is a group; what failed is counted and is not in the latencies.
 */
final class GatlingFormat implements SourceFormat {

    /** The name of an item or what comes first in the line. Until 2.1 that is the scenario, and the kind is the third. */
    private static final Pattern TEXT =
            Pattern.compile("(?:RUN|ASSERTION)\t.*|[^\t]{1,1000}\t[^\t]{0,1000}\tRUN\t[0-9]{1,20}\t.*");

    @Override
    public String name() {
        return "gatling";
    }

    @Override
    public String description() {
        return "a simulation.log of Gatling (read are those of 2.0 to 3.12, which are text, and of 3.13 to 3.15, which are binary)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isText =
                !isBinary(beginning) && TEXT.matcher(beginning.firstLine()).matches();
        return isText || GatlingBinaryLog.isBegunBy(beginning.bytes()) ? Recognition.CERTAIN : Recognition.NO;
    }

    /** No text has this byte. */
    private static boolean isBinary(FileBeginning beginning) {
        return beginning.startsWith((byte) 0);
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        if (isBinary(FileBeginning.of(input.file()))) {
            new GatlingBinaryLog(input, items).read();
        } else {
            new GatlingTextLog(input.lines(), items).read();
        }
    }
}
