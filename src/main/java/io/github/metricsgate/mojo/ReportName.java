package io.github.metricsgate.mojo;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What the reports of an execution are called, and the folder that they get for it. The one execution that most poms have
 * needs neither; and Maven's own names for an execution that the user gave no id are no names to show.
 */
final class ReportName {

    private static final String DEFAULT = "default";
    private static final String FROM_COMMAND_LINE = "default-cli";
    private static final String OF_ONE_GOAL = "default-";

    private static final int LONGEST = 100;

    private ReportName() {}

    /**
     * The execution's name; empty if its reports go by the module's name alone.
     *
     * @param goals those that have reports, by the ids of the executions of the module
     */
    static String of(String id, Map<String, List<String>> goals) {
        boolean isDefault = id.equals(DEFAULT) || id.equals(FROM_COMMAND_LINE);
        return isDefault || isDefaultOfItsGoal(id, goals) ? "" : id;
    }

    /** Whether it is what its id says, as default-verify-metrics, and the execution "default" leaves that to it. */
    private static boolean isDefaultOfItsGoal(String id, Map<String, List<String>> goals) {
        List<String> own = goals.getOrDefault(id, List.of());
        return own.size() == 1
                && id.equals(OF_ONE_GOAL + own.get(0))
                && !goals.getOrDefault(DEFAULT, List.of()).contains(own.get(0));
    }

    /** The name as a folder's; no two names have the same, on a file system that tells letters by case. */
    static String folder(String name) {
        StringBuilder folder = new StringBuilder();
        for (int i = 0; i < Math.min(LONGEST, name.length()); i++) {
            char c = name.charAt(i);
            boolean isHarmless = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || (c == '.' && i > 0);
            folder.append(isHarmless ? c : '_');
        }
        return folder.toString().equals(name)
                ? name
                : folder + "-" + HexFormat.of().toHexDigits(name.hashCode());
    }
}
