package pms.cli.rebuild;

import java.util.ArrayList;
import java.util.List;

/** What can be rebuilt. Each has views of its own by whose names it answers as well; those its service knows. */
final class ViewNames {
    static final String ANALYTICS = "analytics";
    static final String DIRECTORY = "directory";

    private ViewNames() {}

    /** The names for the command line's help. */
    static final class Candidates extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Candidates() {
            super(List.of(ANALYTICS, DIRECTORY));
        }
    }
}
