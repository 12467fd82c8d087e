package io.github.metricsgate.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of somebody else's history.
 *
 * @param description what it is, as a noun phrase
 * @param runs by time, the oldest first
 * @param leftOut how many runs or figures there are besides, by the reason, as in "runs of another branch (next)"
 * @param notes what the user should know, whole sentences
 */
public record ImportedHistory(
        String description, List<ImportedRun> runs, Map<String, Integer> leftOut, List<String> notes) {

    public ImportedHistory {
        runs = List.copyOf(runs);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        notes = List.copyOf(notes);
    }
}
