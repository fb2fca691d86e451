package pms.command.handling;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Commands on one patient that are decided together, in this order, and share one append. What Axon's command bus
 * carries; a command that is alone is a group of one.
 *
 * @param commands at least one, no two with the same Idempotency-Key
 */
record CommandGroup(List<GivenCommand> commands) {

    CommandGroup {
        commands = List.copyOf(commands);
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("a group has at least one command");
        }
    }

    RequestDigests requests() {
        return new RequestDigests(commands.stream()
                .map(given -> given.caller().requestKey())
                .filter(Objects::nonNull)
                .map(RequestKey::digest)
                .collect(Collectors.toUnmodifiableSet()));
    }
}
