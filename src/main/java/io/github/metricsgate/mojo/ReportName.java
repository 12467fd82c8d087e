package io.github.metricsgate.mojo;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The name of an execution in reports, and its folder. The single execution that most poms have needs neither, and the
 * names that Maven makes up for executions without an id are not worth showing.
 */
final class ReportName {

    private static final String DEFAULT = "default";
    private static final String FROM_COMMAND_LINE = "default-cli";
    private static final String OF_ONE_GOAL = "default-";

    private static final int LONGEST = 100;

    private ReportName() {}

    /**
     * The execution's name; empty if the module's name alone is enough.
     *
     * @param goals those that have reports, by the ids of the executions of the module
     */
    static String of(String id, Map<String, List<String>> goals) {
        boolean isDefault = id.equals(DEFAULT) || id.equals(FROM_COMMAND_LINE);
        return isDefault || isDefaultOfItsGoal(id, goals) ? "" : id;
    }

    /**
     * Whether it is the default one of its id, such as default-verify-metrics, and no execution "default" competes with
     * it.
     */
    private static boolean isDefaultOfItsGoal(String id, Map<String, List<String>> goals) {
        List<String> own = goals.getOrDefault(id, List.of());
        return own.size() == 1
                && id.equals(OF_ONE_GOAL + own.get(0))
                && !goals.getOrDefault(DEFAULT, List.of()).contains(own.get(0));
    }

    /** The name of a folder; different names have different folders, even on a file system that ignores case. */
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
