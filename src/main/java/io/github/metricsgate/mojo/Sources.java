package io.github.metricsgate.mojo;

import io.github.metricsgate.metrics.Glob;
import io.github.metricsgate.source.ItemFilter;
import io.github.metricsgate.source.Repetitions;
import io.github.metricsgate.source.SourceFormat;
import io.github.metricsgate.source.SourceFormats;
import io.github.metricsgate.source.SourceOption;
import io.github.metricsgate.source.SourceOptions;
import io.github.metricsgate.source.SourceRequest;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads {@code <sources>}: named elements as Maven has them, or a list of files, each named by its file's name. */
final class Sources {

    private static final String EXAMPLE = "<bench>target/jmh-result.json</bench>";
    private static final List<String> OWN_FIELDS =
            List.of("files", "format", "optional", "maxAge", "include", "exclude", "repetitions");
    private static final String GLOB = "*?[{";

    private final Origins origins;
    private final Mistakes mistakes;
    private final List<String> fields = new ArrayList<>(OWN_FIELDS);
    private final List<SourceSetting> settings = new ArrayList<>();

    private Sources(Origins origins, Mistakes mistakes) {
        this.origins = origins;
        this.mistakes = mistakes;
        for (SourceOption option : SourceOption.values()) {
            fields.add(option.element());
        }
    }

    /**
     * All sources that are set, the mistakes in them added to {@code mistakes}.
     *
     * @param named the elements; null for none
     * @param list paths with commas between; empty for none
     */
    static List<SourceSetting> read(
            @Nullable PlexusConfiguration named, String list, Origins origins, Mistakes mistakes) {
        Sources reader = new Sources(origins, mistakes);
        if (named != null && named.getChildCount() > 0) {
            reader.elements(named);
        } else if (!list.isBlank()) {
            reader.list(list);
        }
        return reader.settings;
    }

    private void list(String list) {
        String origin = origins.ofSources();
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : list.split(",", -1)) {
            String file = part.strip();
            String name = nameOf(file);
            if (file.isEmpty()) {
                continue;
            }
            if (file.chars().anyMatch(c -> GLOB.indexOf(c) >= 0)) {
                mistakes.add(origin + " has '" + SafeText.of(file)
                        + "', which names more than one file: name the source in the pom, as in <sources><bench>"
                        + SafeText.of(file) + "</bench></sources>");
            } else if (files.containsKey(name)) {
                mistakes.add(origin + " has '" + SafeText.of(String.valueOf(files.get(name))) + "' and '"
                        + SafeText.of(file) + "', which would both be called '" + SafeText.of(name)
                        + "': rename one, or name the sources in the pom");
            } else {
                files.put(name, file);
                settings.add(new SourceSetting(SourceRequest.of(name, file), origin, false, null));
            }
        }
    }

    /** A file's name without its extension. */
    static String nameOf(String file) {
        String name = file.replaceFirst("[/\\\\]+$", "");
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void elements(PlexusConfiguration named) {
        List<String> names = new ArrayList<>();
        for (PlexusConfiguration source : named.getChildren()) {
            String name = source.getName();
            if (name.equals("source") || fields.contains(name)) {
                mistakes.add("<sources><" + name + ">: give the source a name of its own, as in " + EXAMPLE
                        + "; Maven merges a parent's and a child's sources by name");
            } else if (names.contains(name)) {
                mistakes.add("<sources><" + name + "> occurs twice: give each source a name of its own, as in <" + name
                        + "-2>; several files of one source go into its <files>");
            } else {
                names.add(name);
                source(name, "<sources><" + name + ">", source);
            }
        }
    }

    private void source(String name, String element, PlexusConfiguration source) {
        attributes(element, source);
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (source.getChildCount() == 0) {
            values.put("files", texts(element, source));
        } else if (!text(source).isEmpty()) {
            mistakes.add(
                    element + " is '" + SafeText.of(text(source)) + "' and has elements: put the path into <files>");
        }
        for (PlexusConfiguration field : source.getChildren()) {
            String inField = element + "<" + field.getName() + ">";
            attributes(inField, field);
            if (!fields.contains(field.getName())) {
                mistakes.add(inField + " is not an element of a source" + Suggestion.inSentence(field.getName(), fields)
                        + "; it has <" + String.join(">, <", fields) + ">");
            } else if (values.put(field.getName(), texts(inField, field)) != null) {
                mistakes.add(inField + " occurs twice");
            }
        }
        List<String> files = values.getOrDefault("files", List.of());
        if (!values.containsKey("files")) {
            mistakes.add(element
                    + " has no <files>: say where the tool writes, as in <files>target/jmh-result.json</files>");
        }
        SourceRequest request = new SourceRequest(
                name,
                files,
                format(element, single(element, "format", values)),
                new ItemFilter(globs(values.get("include")), globs(values.get("exclude"))),
                repetitions(element, single(element, "repetitions", values)),
                options(element, values));
        settings.add(new SourceSetting(
                request,
                origins.ofSource(name),
                optional(element, single(element, "optional", values)),
                maxAge(element, single(element, "maxAge", values))));
    }

    /** Its text, or those of the elements in it. */
    private List<String> texts(String element, PlexusConfiguration field) {
        List<String> texts = new ArrayList<>();
        if (field.getChildCount() == 0) {
            texts.add(text(field));
        }
        for (PlexusConfiguration part : field.getChildren()) {
            texts.add(text(part));
        }
        if (texts.removeIf(String::isEmpty)) {
            mistakes.add(element + " is empty: give it a value or leave it out");
        }
        return texts;
    }

    private @Nullable String single(String element, String field, Map<String, List<String>> values) {
        List<String> texts = values.getOrDefault(field, List.of());
        if (texts.size() > 1) {
            mistakes.add(element + "<" + field + "> has several values: it takes one");
        }
        return texts.isEmpty() ? null : texts.get(0);
    }

    private @Nullable String format(String element, @Nullable String text) {
        List<String> names = new ArrayList<>();
        for (SourceFormat format : text == null ? List.<SourceFormat>of() : SourceFormats.all()) {
            names.add(format.name());
        }
        if (text != null && !names.contains(text)) {
            mistakes.add(element + "<format> is '" + SafeText.of(text) + "', which is not a format"
                    + Suggestion.inSentence(text, names) + "; there are " + String.join(", ", names));
            return null;
        }
        return text;
    }

    private Repetitions repetitions(String element, @Nullable String text) {
        Optional<Repetitions> repetitions = text == null ? Optional.of(Repetitions.REFUSE) : Repetitions.of(text);
        if (repetitions.isEmpty()) {
            mistakes.add(element + "<repetitions> is '" + SafeText.of(String.valueOf(text))
                    + "': it must be median or best");
        }
        return repetitions.orElse(Repetitions.REFUSE);
    }

    private SourceOptions options(String element, Map<String, List<String>> values) {
        Map<SourceOption, String> options = new EnumMap<>(SourceOption.class);
        for (SourceOption option : SourceOption.values()) {
            String value = single(element, option.element(), values);
            if (value != null && !option.isValid(value)) {
                mistakes.add(element + "<" + option.element() + "> is '" + SafeText.of(value) + "': it must be "
                        + option.expected());
            } else if (value != null) {
                options.put(option, value);
            }
        }
        return new SourceOptions(options);
    }

    private boolean optional(String element, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            mistakes.add(element + "<optional> is '" + SafeText.of(text) + "': it must be true or false");
        }
        return "true".equals(text);
    }

    private @Nullable BigDecimal maxAge(String element, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Optional<BigDecimal> age = ParameterValues.age(text);
        if (age.isEmpty()) {
            mistakes.add(element + "<maxAge> is '" + SafeText.of(text) + "': it must be " + ParameterValues.AN_AGE);
        }
        return age.orElse(null);
    }

    private static List<Glob> globs(@Nullable List<String> texts) {
        List<Glob> globs = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            globs.add(new Glob(text));
        }
        return globs;
    }

    private void attributes(String element, PlexusConfiguration configuration) {
        for (String attribute : configuration.getAttributeNames()) {
            if (!ElementCheck.isOfMaven(attribute)) {
                mistakes.add(element + " has an attribute '" + attribute + "', which has no effect here");
            }
        }
    }

    private static String text(PlexusConfiguration element) {
        String value = element.getValue();
        return value == null ? "" : value.strip();
    }
}
