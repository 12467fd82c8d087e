package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Set;

/**
 * A recording of the JDK Flight Recorder: the machine's load as resource samples, and the pauses of the garbage collector. No
 * other event is looked at: many have in them what may be secret.
 */
final class JfrFormat implements SourceFormat {

    private static final byte[] MAGIC = {'F', 'L', 'R', 0};

    @Override
    public String name() {
        return "jfr";
    }

    @Override
    public String description() {
        return "a recording of the JDK Flight Recorder (.jfr; read is version 2, which JDK 11 and later write)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return beginning.startsWith(MAGIC) ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            throw input.unreadableUnless(
                    "this Java runtime does not have the module jdk.jfr", "Run the build on a whole JDK.");
        }
        JfrChunks.check(input.file().path());
        new JfrRecording(items).read(input.file().path());
    }
}
