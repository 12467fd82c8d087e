package io.github.metricsgate.mojo;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.WrittenFile;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * What a metrics set contains, as one line of text: the classifier and the checksum of each file.
 */
final class SetContent {

    private SetContent() {}

    static String of(MetricsSet set) {
        List<String> files = new ArrayList<>();
        for (WrittenFile file : set.files()) {
            files.add(file.role().classifier() + "=" + file.sha256());
        }
        return String.join(" ", files);
    }

    /** How the content that was read differs from what was written, file by file. */
    static List<String> differences(String written, SetReading read) {
        List<String> writtenFiles = List.of(written.split(" "));
        List<String> differences = new ArrayList<>();
        for (FoundFile file : read.files()) {
            if (file.isMissing() || !writtenFiles.contains(content(file))) {
                String name = SafeText.of(String.valueOf(file.path().getFileName()));
                differences.add(name + (file.isMissing() ? " is missing" : " differs"));
            }
        }
        return differences;
    }

    private static String content(FoundFile file) {
        return file.role().classifier() + "=" + file.sha256();
    }
}
