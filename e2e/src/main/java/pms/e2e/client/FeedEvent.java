package pms.e2e.client;

/**
 * One event of the live feed.
 *
 * @param position the {@code id} of the event
 * @param receivedNanos {@link System#nanoTime()} at which the event was complete
 */
public record FeedEvent(long position, String name, String data, long receivedNanos) {

    public String patientId() {
        return Json.read(data).path("patientId").asString();
    }
}
