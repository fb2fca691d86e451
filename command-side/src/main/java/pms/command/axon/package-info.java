/**
 * Axon Framework on the event store: the one place that knows both.
 *
 * <p>The domain supplies an {@link pms.command.axon.EventCodec} and gives the engine to Axon's configurer:
 *
 * <pre>{@code
 * EventSourcingConfigurer.create()
 *     .registerEventStorageEngine(c -> new PostgresEventStorageEngine(store, codec, Duration.ofSeconds(10)))
 *     .registerTagResolver(c -> event -> StoreTags.toAxon(tagsOf(event)))
 * }</pre>
 *
 * <p>Where a command's events stand is known once its unit of work has committed. Whoever keeps the {@code
 * ProcessingContext} of the command finds it there under {@link
 * pms.command.axon.PostgresEventStorageEngine#APPENDED}, from the commit phase on; absent when the command wrote
 * nothing. {@code EventStoreTransaction.appendPosition()} gives the last position as well, from the after-commit phase
 * on, and the head that was sourced at when nothing was written.
 *
 * <p>A failed condition is Axon's {@code AppendEventsTransactionRejectedException} (final to Axon's own retry policy:
 * source and decide again instead), with the store's {@code AppendConflict} as its cause. All other failures are the
 * store's own exceptions.
 */
@NullMarked
package pms.command.axon;

import org.jspecify.annotations.NullMarked;
