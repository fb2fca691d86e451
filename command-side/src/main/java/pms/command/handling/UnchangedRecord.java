package pms.command.handling;

import reactor.core.publisher.Mono;

/** Puts on record that a command was answered though it changed nothing: no event tells of it. */
@FunctionalInterface
public interface UnchangedRecord {

    /** Completes when it is on record, and fails when it can't be: then nothing may be answered. */
    Mono<Void> unchanged(Caller caller, Handled handled);
}
