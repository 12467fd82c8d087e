package io.github.metricsgate.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Any CSV file, of which the pom says in which columns the phase, the time of an item, its unit and a count stand. */
final class CsvFormat implements SourceFormat {

    private static final Pattern NUMBER_OF_COLUMN = Pattern.compile("[1-9][0-9]{0,5}");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String description() {
        return "a CSV file (any; the pom says which columns to read)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(
                SourceOption.PHASE,
                SourceOption.VALUE,
                SourceOption.UNIT,
                SourceOption.COUNT,
                SourceOption.SEPARATOR,
                SourceOption.PERCENTILES);
    }

    @Override
    public boolean isValid(SourceOption option, String value) {
        return option == SourceOption.UNIT ? !value.isBlank() : option.isValid(value);
    }

    @Override
    public String expected(SourceOption option) {
        return switch (option) {
            case PHASE, VALUE, COUNT -> "a column by its name or its number, from 1";
            case UNIT -> option.expected() + ", or the column in which it stands";
            default -> option.expected();
        };
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isText = beginning.bytes().length > 0 && beginning.text().indexOf(0) < 0;
        return isText ? Recognition.ONLY_IF_NAMED : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        PlacedValues values = PlacedValues.of(
                input, options, items, "<value>column</value>, by its name or its number, and <phase>column</phase>");
        DelimitedRows rows = new DelimitedRows(input.stream());
        input.positionedBy(rows);
        String separator = options.text(SourceOption.SEPARATOR).orElse(",");
        rows.delimiter(separator.equals("tab") ? '\t' : separator.charAt(0));
        if (rows.next()) {
            new Table(input, options, rows).read(values);
        }
    }

    /** One file, whose first row is at hand. */
    private static final class Table {

        private final SourceInput input;
        private final DelimitedRows rows;
        private final List<String> first = new ArrayList<>();
        private final int phase;
        private final int value;
        private final int unit;
        private final int count;
        private final boolean hasHeader;

        Table(SourceInput input, SourceOptions options, DelimitedRows rows) throws UnreadableSourceException {
            this.input = input;
            this.rows = rows;
            for (int i = 0; i < rows.cells(); i++) {
                first.add(rows.text(i).strip());
            }
            String[] places = {
                options.text(SourceOption.PHASE).orElse(null),
                options.text(SourceOption.VALUE).orElse(null),
                PlacedValues.unitPlace(options).orElse(null),
                options.text(SourceOption.COUNT).orElse(null)
            };
            phase = column(SourceOption.PHASE, places[0]);
            value = column(SourceOption.VALUE, places[1]);
            unit = column(SourceOption.UNIT, places[2]);
            count = column(SourceOption.COUNT, places[3]);
            boolean hasNames = false;
            for (String place : places) {
                hasNames |= place != null && !NUMBER_OF_COLUMN.matcher(place).matches();
            }
            // Where columns are numbers, there may or may not be a line with their names.
            hasHeader = hasNames || !isNumberOrNothing(first.get(value));
        }

        private static boolean isNumberOrNothing(String text) {
            return text.isEmpty() || Decimals.isNumber(text);
        }

        /** From 0; -1 if the pom names none. */
        private int column(SourceOption option, @Nullable String place) throws UnreadableSourceException {
            if (place == null) {
                return -1;
            }
            if (NUMBER_OF_COLUMN.matcher(place).matches()) {
                int number = Integer.parseInt(place);
                if (number > first.size()) {
                    throw noColumn("it has " + first.size() + " columns, but <" + option.element()
                            + "> asks for column " + number);
                }
                return number - 1;
            }
            int index = first.indexOf(place);
            if (index < 0) {
                throw noColumn("it has no column " + Quoted.text(place) + ", which <" + option.element()
                        + "> names; its first line is " + Quoted.text(String.join(" | ", first)));
            }
            if (first.lastIndexOf(place) != index) {
                throw input.unreadableUnless(
                        "it has two columns " + Quoted.text(place),
                        "Say with <" + option.element() + ">" + (index + 1) + "</" + option.element()
                                + ">, or another number, which one is meant.");
            }
            return index;
        }

        private UnreadableSourceException noColumn(String problem) {
            return input.unreadableUnless(
                    problem,
                    "Columns go by their name in the first line or by their number, from 1; where there is something else than"
                            + " a comma between them, <separator>;</separator> or <separator>tab</separator> says so.");
        }

        void read(PlacedValues values) throws IOException {
            boolean more = !hasHeader || rows.next();
            while (more) {
                if (rows.cells() != first.size()) {
                    throw new InvalidValueException("the line has " + rows.cells() + " cells, expected " + first.size()
                            + " as in the first line");
                }
                String text = rows.text(value).strip();
                BigDecimal number = text.isEmpty() ? null : Decimals.number(text, "the value");
                values.add(
                        phase < 0 ? PlacedValues.ALL : rows.text(phase).strip(),
                        number,
                        unit < 0 ? null : rows.text(unit).strip(),
                        count < 0 ? 1 : Decimals.count(rows.text(count).strip(), "the count"),
                        "the value");
                more = rows.next();
            }
        }
    }
}
