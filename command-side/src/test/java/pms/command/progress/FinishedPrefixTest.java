package pms.command.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FinishedPrefixTest {

    @Test
    void movesOnlyOverWhatIsFinishedWithoutAGap() {
        FinishedPrefix done = new FinishedPrefix(10);

        assertThat(done.finish(12)).isEqualTo(10);
        assertThat(done.finish(13)).isEqualTo(10);
        assertThat(done.finish(11)).isEqualTo(13);
        assertThat(done.finish(12)).as("finished before").isEqualTo(13);
        assertThat(done.finish(15)).isEqualTo(13);
        assertThat(done.finish(14)).isEqualTo(15);
    }

    @Test
    void agreesWithASetWhateverTheOrder() {
        Random random = new Random(7);
        FinishedPrefix done = new FinishedPrefix(0);
        Set<Long> finished = new HashSet<>();
        List<Long> positions =
                new ArrayList<>(LongStream.rangeClosed(1, 2_000).boxed().toList());
        for (int from = 0; from < positions.size(); from += 100) {
            Collections.shuffle(positions.subList(from, Math.min(from + 150, positions.size())), random);
        }

        long prefix = 0;
        for (long position : positions) {
            finished.add(position);
            while (finished.contains(prefix + 1)) {
                prefix++;
            }
            assertThat(done.finish(position)).isEqualTo(prefix);
        }
        assertThat(prefix).isEqualTo(2_000);
    }
}
