package pms.analytics.view;

import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** One view over all patients. Views are applied in the order of their {@code @Order}, which is their lock order. */
public interface View {
    /**
     * What it is made of, besides the facts of patients and of encounters, which all views are derived from. Always the
     * same.
     */
    ViewDefinition definition();

    /**
     * Applies a batch in the transaction of the subscriber's context. Rows that several patients share MUST be written
     * in the order of their keys: other instances write them at the same time.
     */
    Mono<Void> apply(Batch batch);
}
