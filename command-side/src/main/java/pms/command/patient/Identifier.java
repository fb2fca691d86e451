package pms.command.patient;

/**
 * A number that a hospital or an authority gave to a person; unique as a pair.
 *
 * @param system who gave it: a URI or a name without {@code |}, 1 to 255 characters
 * @param value the number itself, 1 to 255 characters, kept as it is and compared by {@link ClaimTags}
 */
public record Identifier(String system, String value) {

    /** Tells nothing: what is logged by mistake must not be personal. */
    @Override
    public String toString() {
        return "Identifier[sealed]";
    }
}
