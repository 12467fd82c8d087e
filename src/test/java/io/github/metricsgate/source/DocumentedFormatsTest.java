package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a file that nobody knows is told of all formats, and finds each of them in the documentation. */
class DocumentedFormatsTest {

    private static final Pattern ROW = Pattern.compile("\\| \\[[^]]+]\\(#([a-z0-9-]+)\\) \\|([^|]*)\\|.*");
    private static final Pattern SECTION = Pattern.compile("^## ", Pattern.MULTILINE);
    private static final Pattern FORMAT = Pattern.compile("`([^`]+)`");

    @TempDir
    Path directory;

    private static List<String> names() {
        List<String> names =
                SourceFormats.all().stream().map(SourceFormat::name).toList();
        assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        return names;
    }

    @Test
    void theErrorOfAnUnknownFileNamesAllFormats() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "nothing\n");
        List<String> formats = new ArrayList<>();
        for (SourceFormat format : SourceFormats.all()) {
            formats.add(format.name() + " (" + format.description() + ")");
        }
        assertThat(formats).hasSameSizeAs(names());
        assertThat(Samples.problem(Samples.request(file)))
                .isEqualTo(file.toString().replace('\\', '/')
                        + " looks like text that begins with \"nothing\" and cannot be read: no format is recognised in it."
                        + " The formats there are: " + String.join(", ", formats) + ".");
    }

    @Test
    void everyFormatHasOneRowAndASectionWithASnippet() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/sources.md"));
        Map<String, String> sections = sections(page);
        List<String> inRows = new ArrayList<>();
        for (String line : page.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(sections.get(row.group(1))).as(line).contains("```xml\n");
                Matcher format = FORMAT.matcher(row.group(2));
                while (format.find()) {
                    inRows.add(format.group(1));
                }
            }
        }
        assertThat(inRows).containsExactlyInAnyOrderElementsOf(names());
    }

    /** By what a link to them says. */
    private static Map<String, String> sections(String page) {
        Map<String, String> sections = new HashMap<>();
        for (String section : SECTION.splitAsStream(page).toList()) {
            String title = section.lines().findFirst().orElse("");
            String link =
                    title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
            sections.put(link, section);
        }
        return sections;
    }
}
