package pms.analytics.web;

/** The views did not get to the position that the client has seen, within the time that a request may wait. */
final class PositionNotReached extends RuntimeException {
    PositionNotReached(long position) {
        super("The views have not reached position " + position + " yet", null, false, false);
    }
}
