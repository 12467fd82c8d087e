package io.github.metricsgate.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command to a build server, parsed from a line the way that server does. */
record ServerCommand(String name, Map<String, String> properties, String data) {

    private static final Pattern TEAMCITY = Pattern.compile("##teamcity\\[([A-Za-z]+)");
    private static final Pattern TEAMCITY_PROPERTY = Pattern.compile(" ([a-z]+)='");

    /**
     * As GitHub's runner: white space before the command is passed over, and an older form, {@code ##[command]}, counts
     * wherever it stands.
     */
    static ServerCommand ofGitHub(String line) {
        if (line.contains("##[")) {
            throw new IllegalArgumentException("a command of the older form");
        }
        String trimmed = line.strip();
        int end = trimmed.indexOf("::", 2);
        if (!trimmed.startsWith("::") || end < 0) {
            throw new IllegalArgumentException("no command");
        }
        String command = trimmed.substring(2, end);
        int space = command.indexOf(' ');
        Map<String, String> properties = new LinkedHashMap<>();
        if (space >= 0) {
            for (String property : command.substring(space + 1).split(",", -1)) {
                String[] pair = property.split("=", 2);
                properties.put(pair[0], unescaped(pair[1].replace("%3A", ":").replace("%2C", ",")));
            }
        }
        // Not of the stripped line: the text may end in white space.
        String data = line.substring(line.indexOf("::", line.indexOf("::") + 2) + 2);
        return new ServerCommand(space < 0 ? command : command.substring(0, space), properties, unescaped(data));
    }

    private static String unescaped(String text) {
        return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }

    /** As the agent of Azure Pipelines: the command counts wherever it stands, in any case of its letters. */
    static ServerCommand ofAzure(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        int start = lower.indexOf("##vso[");
        if (start != 0 || lower.indexOf("##vso[", 1) > 0 || lower.contains("##[")) {
            throw new IllegalArgumentException("not one command at the start of the line");
        }
        int end = line.indexOf(']');
        String[] command = line.substring("##vso[".length(), end).split(" ", 2);
        Map<String, String> properties = new LinkedHashMap<>();
        for (String property : command[1].split(";", -1)) {
            String[] pair = property.split("=", 2);
            properties.put(pair[0], pair[1]);
        }
        String data = line.substring(end + 1)
                .replace("%3B", ";")
                .replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%5D", "]")
                .replace("%AZP25", "%");
        return new ServerCommand(command[0], properties, data);
    }

    /** As TeamCity's service messages: the whole line, with escapes behind a bar. */
    static ServerCommand ofTeamCity(String line) {
        Matcher message = TEAMCITY.matcher(line);
        check(message.lookingAt() && line.indexOf("##teamcity", 1) < 0, line, 0);
        int at = message.end();
        Map<String, String> properties = new LinkedHashMap<>();
        while (line.charAt(at) == ' ') {
            Matcher property = TEAMCITY_PROPERTY.matcher(line).region(at, line.length());
            check(property.lookingAt(), line, at);
            StringBuilder value = new StringBuilder();
            at = value(line, property.end(), value);
            check(properties.put(property.group(1), value.toString()) == null, line, at);
        }
        check(at == line.length() - 1 && line.charAt(at) == ']', line, at);
        return new ServerCommand(message.group(1), properties, "");
    }

    /** @return where the value has ended, behind its quotation mark */
    private static int value(String line, int start, StringBuilder value) {
        int at = start;
        while (line.charAt(at) != '\'') {
            char c = line.charAt(at++);
            if (c == '|') {
                char escape = line.charAt(at++);
                switch (escape) {
                    case 'n' -> value.append('\n');
                    case 'r' -> value.append('\r');
                    case 'x' -> value.append('\u0085');
                    case 'l' -> value.append('\u2028');
                    case 'p' -> value.append('\u2029');
                    case '|', '\'', '[', ']' -> value.append(escape);
                    default -> {
                        check(escape == '0' && line.charAt(at++) == 'x', line, at);
                        value.append((char) Integer.parseInt(line.substring(at, at + 4), 16));
                        at += 4;
                    }
                }
            } else {
                check(c != '[' && c != ']' && c < 0x7F, line, at);
                value.append(c);
            }
        }
        return at + 1;
    }

    private static void check(boolean condition, String line, int at) {
        if (!condition) {
            throw new IllegalArgumentException("not one service message, from column " + at + " on: " + line);
        }
    }

    /** A property that must be there. */
    String property(String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " among " + properties.keySet());
        }
        return value;
    }
}
