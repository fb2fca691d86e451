package pms.query.directory;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a list may be ordered by; the id comes last in each, so that pages neither repeat nor skip a patient. */
enum SortOrder {
    NAME("name", "sort_name, id"),
    NAME_DOWN("-name", "sort_name desc, id desc"),
    REGISTERED_DATE("registeredDate", "registered_date, id"),
    REGISTERED_DATE_DOWN("-registeredDate", "registered_date desc, id desc"),
    DATE_OF_BIRTH("dateOfBirth", "date_of_birth, id"),
    DATE_OF_BIRTH_DOWN("-dateOfBirth", "date_of_birth desc, id desc");

    private final String parameter;
    private final String columns;

    SortOrder(String parameter, String columns) {
        this.parameter = parameter;
        this.columns = columns;
    }

    String columns() {
        return columns;
    }

    static Optional<SortOrder> of(String parameter) {
        return Arrays.stream(values())
                .filter(order -> order.parameter.equals(parameter))
                .findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(order -> order.parameter).collect(Collectors.joining(", "));
    }
}
