package pms.query.patient;

/** A number that a hospital or an authority gave to a person; unique as a pair. */
public record Identifier(String system, String value) {

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "Identifier";
    }
}
