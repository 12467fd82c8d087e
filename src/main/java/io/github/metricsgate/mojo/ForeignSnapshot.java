package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.source.SourceFormat;
import io.github.metricsgate.source.SourceFormats;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at a snapshot that is none: it may be a tool's result. Only asked where persist-metrics fails anyway. */
final class ForeignSnapshot {

    private ForeignSnapshot() {}

    /** Empty if it is of no format that collect-metrics reads. */
    static Optional<Verification> recognise(Rules rules, Path snapshot, ProjectPaths paths) {
        try {
            Optional<SourceFormat> format = SourceFormats.recognise(snapshot);
            return format.map(known -> Gate.foreign(rules, snapshot, known.description(), element(snapshot, paths)));
        } catch (IOException e) {
            // What is wrong with it as a snapshot is known already.
            return Optional.empty();
        }
    }

    private static String element(Path snapshot, ProjectPaths paths) {
        Path base = paths.base();
        String file = (snapshot.startsWith(base) ? base.relativize(snapshot) : snapshot)
                .toString()
                .replace(File.separatorChar, '/');
        String name = elementName(Sources.nameOf(file));
        return "<sources><" + name + ">" + file + "</" + name + "></sources>";
    }

    private static String elementName(String fileName) {
        String name = fileName.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "results" : name;
    }
}
