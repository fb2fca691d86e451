package pms.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RebuildWishTest {

    @Test
    void isForAllThatSwitchesUnlessItSaysElse() {
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put("view", null);

        assertThat(RebuildWish.of(null)).isEqualTo(new RebuildWish(null, true));
        assertThat(RebuildWish.of(Map.of())).isEqualTo(new RebuildWish(null, true));
        assertThat(RebuildWish.of(nothing)).isEqualTo(new RebuildWish(null, true));
        assertThat(RebuildWish.of(Map.of("view", "summary", "switches", false)))
                .isEqualTo(new RebuildWish("summary", false));
    }

    @Test
    void hasNoFieldsThatAreNotKnown() {
        assertThatExceptionOfType(RebuildRefusal.class)
                .isThrownBy(() -> RebuildWish.of(Map.of("view", "summary", "views", List.of("nope"))))
                .satisfies(refusal -> {
                    assertThat(refusal.status().value()).isEqualTo(400);
                    assertThat(refusal.code()).isEqualTo("unknown-field");
                    assertThat(refusal.errors()).isEqualTo(Map.of("views", "Unknown field"));
                });
    }

    @Test
    void hasNoFieldOfAnotherType() {
        assertThatExceptionOfType(RebuildRefusal.class)
                .isThrownBy(() -> RebuildWish.of(Map.of("view", 3)))
                .satisfies(refusal -> assertThat(refusal.errors()).containsOnlyKeys("view"));
        assertThatExceptionOfType(RebuildRefusal.class)
                .isThrownBy(() -> RebuildWish.of(Map.of("switches", "no")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("validation-failed"));
    }
}
