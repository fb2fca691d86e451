package pms.projection;

import java.util.Map;

/** The topic is another than the one that the stored offsets are of: it is read from its beginning. */
final class TopicMadeAnew extends StartAgain {

    private static final long serialVersionUID = 1L;

    private final transient Map<Integer, Long> editions;

    /** @param editions that of the records which came, by partition */
    TopicMadeAnew(Map<Integer, Long> editions) {
        super("the topic was made anew; it is read from its beginning");
        this.editions = Map.copyOf(editions);
    }

    Map<Integer, Long> editions() {
        return editions;
    }
}
