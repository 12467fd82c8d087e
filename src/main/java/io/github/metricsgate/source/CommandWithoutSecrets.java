package io.github.metricsgate.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line as a name: one line, without the values of what sounds like a secret. {@link WithoutSecrets} takes care of
 * the URLs in it. It rather hides too much: who misses something can give the command a name.
 */
final class CommandWithoutSecrets {

    private static final String HIDDEN = "***";
    private static final int DEEPEST = 4;
    private static final int LONGEST = 10_000;

    private static final Pattern WORD = Pattern.compile(
            "(?:'[^']*+'?|\"(?:\\\\.|[^\"\\\\])*+\\\\?\"?|\\\\.|[^\\s'\"\\\\]|\\\\$)++", Pattern.DOTALL);
    private static final String SENSITIVE =
            "(?:pass|pwd|secret|token|key|auth|cred|cookie|session|bearer|private|signature|jwt|otp)";
    private static final Pattern SENSITIVE_NAME =
            Pattern.compile("[^\\s:=]*?" + SENSITIVE + "[^\\s:=]*+", Pattern.CASE_INSENSITIVE);
    /** An option, a variable or a header with its value. */
    private static final Pattern SENSITIVE_VALUE = Pattern.compile(
            "([^\\s:=/]*?" + SENSITIVE + "[^\\s:=/]*+\\s*[:=]).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*=).*", Pattern.DOTALL);
    /** What stands before a program, and behind which another one can stand. */
    private static final Set<String> BEFORE_PROGRAM =
            Set.of("env", "export", "sudo", "time", "&&", "||", "|", ";", "(", "{");

    private static final Set<String> OF_USERS = Set.of("-H", "--header", "-u", "--user", "--proxy-user");
    private static final Set<String> PASSWORD_AS_P =
            Set.of("mysql", "mysqldump", "mysqladmin", "mysqlslap", "mariadb", "mariadb-dump", "sshpass");

    private static final Pattern LONG_MIX = Pattern.compile("[A-Za-z0-9+]{20,}");
    private static final int MIXED = 3;

    private final List<String> kept = new ArrayList<>();
    private boolean beforeProgram = true;
    private boolean hideNext;
    private boolean passwordAsP;

    private CommandWithoutSecrets() {}

    static String of(String command) {
        if (command.length() > LONGEST) {
            throw new InvalidValueException(
                    "a command has " + command.length() + " characters, expected at most " + LONGEST);
        }
        return of(command, 0);
    }

    /** The same for {@code name=value}, which is no program's environment. */
    static String ofParameter(String name, String value) {
        return SENSITIVE_NAME.matcher(name).matches() ? name + "=" + HIDDEN : name + "=" + of(value, 0);
    }

    private static String of(String command, int depth) {
        CommandWithoutSecrets safe = new CommandWithoutSecrets();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            safe.keep(word.group(), depth);
        }
        return String.join(" ", safe.kept);
    }

    private void keep(String word, int depth) {
        String content = unquoted(word);
        if (hideNext && !content.startsWith("-")) {
            hideNext = false;
            kept.add(HIDDEN);
            return;
        }
        hideNext = false;
        kept.add(safe(word, content, depth));
        boolean isOption = content.startsWith("-");
        hideNext = isOption
                && (SENSITIVE_NAME.matcher(content).matches()
                        || OF_USERS.contains(content)
                        || (passwordAsP && content.equals("-p")));
        passwordAsP |= PASSWORD_AS_P.contains(content.substring(content.lastIndexOf('/') + 1));
        beforeProgram = BEFORE_PROGRAM.contains(content)
                || content.endsWith(";")
                || (beforeProgram && (isOption || ASSIGNMENT.matcher(content).matches()));
    }

    private String safe(String word, String content, int depth) {
        Matcher assignment = ASSIGNMENT.matcher(content);
        if (beforeProgram && assignment.matches()) {
            return assignment.group(1) + HIDDEN;
        }
        Matcher sensitive = SENSITIVE_VALUE.matcher(content);
        if (sensitive.matches()) {
            return sensitive.group(1) + HIDDEN;
        }
        if (passwordAsP && content.startsWith("-p") && content.length() > 2) {
            return "-p" + HIDDEN;
        }
        boolean isScript = content.chars().anyMatch(Character::isWhitespace);
        if (isScript) {
            return depth == DEEPEST ? HIDDEN : "'" + of(content, depth + 1) + "'";
        }
        return LONG_MIX.matcher(word)
                .replaceAll(mix -> isMixed(mix.group()) ? HIDDEN : Matcher.quoteReplacement(mix.group()));
    }

    /** Whether it has letters and digits enough to be a key: words have few digits, numbers few letters. */
    private static boolean isMixed(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        return digits >= MIXED && text.length() - digits >= MIXED;
    }

    private static String unquoted(String word) {
        StringBuilder content = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < word.length()) {
                i++;
                content.append(word.charAt(i));
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                content.append(c);
            }
        }
        return content.toString();
    }
}
