package pms.e2e.faults.truth;

/**
 * The open facts of an event.
 *
 * @param gender in lower case; {@code unknown} when the event does not say
 * @param region empty when unknown
 * @param registeredDate ISO 8601
 */
public record Facts(int birthYear, String gender, String region, String registeredDate) {}
