package io.github.metricsgate.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a text what may be a secret: the query, the fragment and the user of each URL, the query of each path. */
final class WithoutSecrets {

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}://)([^\\s/?#\"'<>]{0,2000}@)?");
    /** From where a query begins to where the word ends. */
    private static final Pattern QUERY = Pattern.compile("[?#][^\\s\"'<>]*+");

    private WithoutSecrets() {}

    static String of(String text) {
        if (text.indexOf('/') < 0) {
            return text;
        }
        String withoutUsers = text.contains("://") ? URL.matcher(text).replaceAll("$1") : text;
        if (withoutUsers.indexOf('?') < 0 && withoutUsers.indexOf('#') < 0) {
            return withoutUsers;
        }
        StringBuilder kept = new StringBuilder();
        Matcher query = QUERY.matcher(withoutUsers);
        int from = 0;
        while (query.find(from)) {
            int slash = lastSlashOfWord(withoutUsers, from, query.start());
            int to = slash < 0 ? query.start() + 1 : query.end();
            kept.append(withoutUsers, from, slash < 0 ? to : query.start());
            from = to;
        }
        return kept.append(withoutUsers, from, withoutUsers.length()).toString();
    }

    /** Where the word before {@code end} has a slash, which makes it a path or a URL; -1 if it has none. */
    private static int lastSlashOfWord(String text, int begin, int end) {
        for (int i = end - 1; i >= begin && !Character.isWhitespace(text.charAt(i)); i--) {
            if (text.charAt(i) == '/') {
                return i;
            }
        }
        return -1;
    }
}
