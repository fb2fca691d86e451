package pms.command.patient;

/**
 * A number that a hospital or an authority gave to a person; unique as a pair.
 *
 * @param system who gave it: a URI or a name without {@code |}, 1 to 255 characters
 * @param value the number itself, 1 to 255 characters, compared as it is
 */
public record Identifier(String system, String value) {}
