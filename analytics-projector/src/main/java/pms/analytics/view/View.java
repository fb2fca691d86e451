package pms.analytics.view;

import reactor.core.publisher.Mono;

/** One view over all patients. Views are applied in the order of their {@code @Order}, which is their lock order. */
public interface View {
    /**
     * Applies a batch in the transaction of the subscriber's context. Rows that several patients share MUST be written
     * in the order of their keys: other instances write them at the same time.
     */
    Mono<Void> apply(Batch batch);
}
