package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSkipIT {

    private static final int WRITERS = 32;
    private static final int EVENTS = 50_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void readersSeeEachPositionOnceInOrderWhileInstancesAppendAndInsertsAreHeldBack(int instances) {
        try (StoreDatabase database = StoreDatabase.create()) {
            NoSkipProof.Figures figures = NoSkipProof.run(database, instances, WRITERS, EVENTS);
            assertThat(figures.events()).isEqualTo(EVENTS);
            assertThat(figures.readers()).isEqualTo(instances + 4);
            assertThat(figures.held()).as("inserts that were held back").isPositive();
        }
    }
}
