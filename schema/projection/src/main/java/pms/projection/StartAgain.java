package pms.projection;

import java.io.Serial;

/** No fault of the batch or of the database: whoever reads has to begin anew, or to end. */
abstract sealed class StartAgain extends RuntimeException permits TopicMadeAnew, RebuildEnded {

    @Serial
    private static final long serialVersionUID = 1L;

    StartAgain(String message) {
        super(message, null, false, false);
    }
}
