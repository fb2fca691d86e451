package pms.projection;

import java.util.Map;

/** The topic is another than the one that the stored offsets are of: it is read from its beginning. */
final class TopicMadeAnew extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<Integer, String> incarnations;

    /** @param incarnations that of the records which came, by partition */
    TopicMadeAnew(Map<Integer, String> incarnations) {
        super("the topic was made anew; it is read from its beginning", null, false, false);
        this.incarnations = Map.copyOf(incarnations);
    }

    Map<Integer, String> incarnations() {
        return incarnations;
    }
}
