package pms.command.handling;

import java.util.Set;

/**
 * The requests that a group looks for, see {@link RequestKey#digest()}.
 *
 * @param values none when no command of the group came with an Idempotency-Key
 */
record RequestDigests(Set<String> values) {

    RequestDigests {
        values = Set.copyOf(values);
    }
}
