package pms.gateway.limits;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one connection has sent and still takes memory: a head until it is whole, a body until it is answered, and
 * requests that wait behind another. A line of a head counts {@value #A_LINE} bytes more than it has, since it becomes
 * objects. Used by the event loop of the connection alone.
 */
final class IncomingBytes {

    private static final int A_LINE = 200;
    private static final int A_WAITING_HEAD = 1024;

    private final Deque<Long> arrived = new ArrayDeque<>(2);
    private long arrivedBytes;
    private long arrivingBytes;
    private boolean inBody;
    private boolean answeredEarly;
    private boolean readsMessages;

    /** Bytes that nobody knows the meaning of yet. Those of a body that is answered already are not kept. */
    void came(long bytes) {
        if (!answeredEarly) {
            arrivingBytes += bytes;
        }
    }

    /** Lines of a head among these. */
    void cameLines(long lines) {
        arrivingBytes += lines * A_LINE;
    }

    /** All messages that were whole among the bytes that came have been told. */
    void wasRead() {
        readsMessages = false;
    }

    boolean isInBody() {
        return inBody;
    }

    void headArrived() {
        arrivingBytes = arrived.isEmpty() ? 0 : A_WAITING_HEAD;
        answeredEarly = false;
        inBody = true;
        readsMessages = true;
    }

    /** A part of the body, which counts here when bytes before it in the same reading were the head. */
    void bodyArrived(long bytes) {
        if (readsMessages && !answeredEarly) {
            arrivingBytes += bytes;
        }
    }

    void requestArrived() {
        if (!answeredEarly) {
            arrived.add(arrivingBytes);
            arrivedBytes += arrivingBytes;
        }
        arrivingBytes = 0;
        inBody = false;
        answeredEarly = false;
        readsMessages = true;
    }

    /** Answers come in the order of requests; one without an earlier request answers what has not arrived yet. */
    void answered() {
        Long bytes = arrived.poll();
        if (bytes != null) {
            arrivedBytes -= bytes;
        } else if (inBody) {
            answeredEarly = true;
            arrivingBytes = 0;
        }
    }

    boolean isUnfinished() {
        return inBody || arrivingBytes > 0;
    }

    long heldBytes() {
        return arrivedBytes + arrivingBytes;
    }
}
