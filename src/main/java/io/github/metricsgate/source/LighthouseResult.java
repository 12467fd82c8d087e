package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Lighthouse found out about a page, read as it comes: only figures are kept of the audits, which have pictures in them. */
final class LighthouseResult {

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\..*");
    /** Before, audits have a number without its unit. */
    private static final int FIRST_VERSION = 6;

    private static final int LAST_VERSION = 13;
    private static final int MOST_AUDITS = 1000;
    private static final String SCORE = "score.";
    private static final String NO_ERROR = "NO_ERROR";
    /** Of the URLs a result may have, in this order, the first is the page's name: what was asked for never changes. */
    private static final List<String> URLS =
            List.of("requestedUrl", "mainDocumentUrl", "finalUrl", "finalDisplayedUrl");

    private static final Set<String> DETAILS = Set.of("formFactor", "throttlingMethod", "emulatedFormFactor");
    /** The metrics that the score is made of: of these also is known that they were not measured. */
    private static final Map<String, String> METRICS = Map.of(
            "first-contentful-paint", "millisecond",
            "largest-contentful-paint", "millisecond",
            "speed-index", "millisecond",
            "total-blocking-time", "millisecond",
            "cumulative-layout-shift", "unitless");

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Audit> audits = new LinkedHashMap<>();
    private final Map<String, Optional<BigDecimal>> scores = new LinkedHashMap<>();
    private @Nullable String error;

    private record Audit(@Nullable BigDecimal value, String unit) {}

    private LighthouseResult() {}

    /** Reads the object whose beginning is at hand, to its end. */
    static LighthouseResult read(JsonInput json) throws IOException {
        LighthouseResult result = new LighthouseResult();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "audits" -> result.readAudits(json);
                case "categories" -> result.readCategories(json);
                case "configSettings" -> result.readTexts(json, DETAILS);
                case "runtimeError" -> result.error = error(json);
                default -> result.readText(json, key);
            }
            key = json.nextKey();
        }
        return result;
    }

    private void readText(JsonInput json, String key) throws IOException {
        if (json.token() == JsonToken.VALUE_STRING && (URLS.contains(key) || key.equals("lighthouseVersion"))) {
            texts.put(key, json.text());
        } else {
            json.skip();
        }
    }

    private void readTexts(JsonInput json, Set<String> wanted) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (wanted.contains(key) && json.token() == JsonToken.VALUE_STRING) {
                texts.put(key, Items.checkedName(json.text()));
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
    }

    /** Null if there is none. */
    private static @Nullable String error(JsonInput json) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return null;
        }
        json.expect(JsonToken.START_OBJECT);
        String code = "an unknown error";
        String key = json.nextKey();
        while (key != null) {
            if (key.equals("code")) {
                code = json.text();
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        return code.equals(NO_ERROR) ? null : code;
    }

    private void readAudits(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String id = json.nextKey();
        while (id != null) {
            if (audits.size() == MOST_AUDITS) {
                throw new InvalidValueException("it has more than " + MOST_AUDITS + " audits");
            }
            audits.put(Items.checkedName(id), audit(json));
            id = json.nextKey();
        }
    }

    private static Audit audit(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        BigDecimal value = null;
        String unit = "";
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "numericValue" -> value = numberOrNone(json);
                case "numericUnit" -> unit = Items.checkedName(json.text());
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return new Audit(value, unit);
    }

    private static @Nullable BigDecimal numberOrNone(JsonInput json) throws IOException {
        return json.token() == JsonToken.VALUE_NULL ? null : json.number();
    }

    private void readCategories(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String id = json.nextKey();
        while (id != null) {
            if (scores.size() == MOST_AUDITS) {
                throw new InvalidValueException("it has more than " + MOST_AUDITS + " categories");
            }
            scores.put(Items.checkedName(SCORE + id), score(json));
            id = json.nextKey();
        }
    }

    private static Optional<BigDecimal> score(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        BigDecimal score = null;
        String key = json.nextKey();
        while (key != null) {
            if (key.equals("score")) {
                score = numberOrNone(json);
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        return Optional.ofNullable(score);
    }

    /** @throws InvalidValueException if it is of another version, or has no page */
    void into(Items items) {
        String version = checkedVersion();
        String page = URLS.stream()
                .flatMap(key -> Stream.ofNullable(texts.get(key)))
                .filter(url -> !url.isEmpty())
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("it has no requestedUrl"));
        String formFactor = texts.getOrDefault("formFactor", texts.getOrDefault("emulatedFormFactor", ""));
        PhaseAccumulator item = items.item(page, page, Map.of("formFactor", formFactor));
        Summary summary = item.summary().processed(error == null ? 1 : 0).failed(error == null ? 0 : 1);
        addMeasures(summary);
        item.detail("version", version);
        if (!formFactor.isEmpty()) {
            item.detail("mode", formFactor);
        }
        String throttling = texts.get("throttlingMethod");
        if (throttling != null) {
            item.detail("throttling", throttling);
        }
        item.detail(
                PhaseSource.PERCENTILES,
                PhaseSource.NO_PERCENTILES
                        + "Lighthouse measures a page once; its metrics are measures, to which a threshold can"
                        + " be set, as <metric>largest-contentful-paint</metric>");
        if (error != null) {
            items.note("Lighthouse could not measure " + Quoted.text(WithoutSecrets.of(page)) + " ("
                    + Quoted.bare(error) + "): it counts as failed, and none of its measures has a value.");
        }
    }

    private String checkedVersion() {
        String version = texts.getOrDefault("lighthouseVersion", "");
        Matcher major = VERSION.matcher(version);
        int number = major.matches() ? Integer.parseInt(major.group(1)) : 0;
        if (number < FIRST_VERSION || number > LAST_VERSION) {
            throw new InvalidValueException("it is of version " + Quoted.text(version) + ", read are those of "
                    + FIRST_VERSION + " to " + LAST_VERSION);
        }
        return Quoted.bare(version);
    }

    private void addMeasures(Summary summary) {
        audits.forEach((id, audit) -> {
            String unit = audit.unit().isEmpty() ? METRICS.getOrDefault(id, "") : audit.unit();
            if (audit.value() != null || METRICS.containsKey(id)) {
                summary.measure(
                        id, error == null ? audit.value() : null, unit.equals("unitless") ? "" : unit, Better.LOWER);
            }
        });
        scores.forEach(
                (id, score) -> summary.measure(id, error == null ? score.orElse(null) : null, "", Better.HIGHER));
    }
}
