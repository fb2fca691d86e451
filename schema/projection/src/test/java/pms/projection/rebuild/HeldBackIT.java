package pms.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.projection.rebuild.RebuildIT.assertSwitched;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pms.projection.rebuild.CountingService.Version;

class HeldBackIT {

    @Test
    void holdsBackForItselfWhatItCanNotApplyAndTakesWhatAnotherVersionCan() {
        String password = CountingService.newDatabase("poisoned");
        try (var topic = new CountedTopic("poisoned")) {
            topic.write(100);
            topic.write("ill", CountingProjection.POISON);
            topic.write("ill", "entry");
            try (var service = new CountingService("poisoned", password, Version.FIRST)) {
                service.await(topic.last());
                var same = service.rebuild();
                assertSwitched(same, 2);
                assertThat(List.of(same.heldLive(), same.heldBuilt())).containsExactly(2L, 2L);
                assertThat(service.string("select count(*) from projection_held where projection = 'counting'"))
                        .isEqualTo("2");
            }
            try (var mended = new CountingService("poisoned", password, new Version(1, true, Map.of()))) {
                mended.await(topic.last());
                var rebuild = mended.rebuild();
                assertThat(rebuild.state()).isEqualTo(Rebuild.State.DIFFERENT);
                assertThat(List.of(rebuild.heldLive(), rebuild.heldBuilt())).containsExactly(2L, 0L);
                assertSwitched(mended.ended(CountingService.id(mended.rebuilds().switchTo(rebuild.id()))), 3);
                assertThat(mended.string("select entries from total")).isEqualTo("102");
                assertThat(mended.string("select count(*) from projection_held where projection = 'counting'"))
                        .isEqualTo("0");
            }
        }
    }
}
