package pms.query.patient;

/** A number that a hospital or an authority gave to a person; unique as a pair. */
public record Identifier(String system, String value) {}
