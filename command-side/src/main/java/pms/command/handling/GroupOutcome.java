package pms.command.handling;

import java.util.List;

/**
 * What became of a group.
 *
 * @param outcomes one a command, in the order of the group
 */
record GroupOutcome(List<Outcome> outcomes) {

    GroupOutcome {
        outcomes = List.copyOf(outcomes);
    }
}
